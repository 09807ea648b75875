#pragma once

#include "core/library/photolist.h"

namespace semblance {

/// As many rows as wanted, made when asked for: "00000042.jpg" in /pictures.
class SyntheticPhotos final : public PhotoList {
public:
    explicit SyntheticPhotos(qsizetype size, bool scored = false, qint64 firstId = 1)
        : m_size(size), m_scored(scored), m_firstId(firstId) {}

    qsizetype size() const override { return m_size; }

    PhotoItem at(qsizetype row) const override {
        PhotoItem item;
        item.file = FileId{m_firstId + row};
        item.content = ContentId{m_firstId + row};
        item.path = QStringLiteral("/pictures/%1.jpg").arg(row, 8, 10, QLatin1Char('0'));
        if (m_scored)
            item.score = 0.9f - 0.8f * float(row) / float(m_size);
        item.available = row % 10 != 9;
        return item;
    }

private:
    qsizetype m_size;
    bool m_scored;
    qint64 m_firstId;
};

}  // namespace semblance
