#pragma once

#include <QHash>
#include <QImage>
#include <QList>
#include <QWidget>

#include "core/base/ids.h"

namespace semblance {

/// Up to four pictures in two columns, each a square.
class PictureMosaic final : public QWidget {
    Q_OBJECT

public:
    static constexpr qsizetype mostPictures = 4;

    explicit PictureMosaic(QWidget* parent = nullptr);

    /// At most mostPictures; blank until setPicture() brings them.
    void setContents(const QList<ContentId>& contents);
    /// One that is not among them changes nothing.
    void setPicture(ContentId content, const QImage& picture);
    bool hasPicture(ContentId content) const { return m_pictures.contains(content.value); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// As high as its rows are at its width.
    void fitHeight();

    QList<ContentId> m_contents;
    QHash<qint64, QImage> m_pictures;  ///< by content
};

}  // namespace semblance
