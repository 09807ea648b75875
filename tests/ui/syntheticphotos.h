#pragma once

#include <QDateTime>
#include <span>
#include <utility>
#include <vector>

#include "core/catalogue/photolist.h"

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

/// Photos that go by time, the newest first: so many a month, from December of the year on.
class DatedPhotos final : public PhotoList {
public:
    DatedPhotos(qsizetype size, int perMonth, int year = 2023)
        : m_size(size), m_perMonth(perMonth), m_year(year) {}

    qsizetype size() const override { return m_size; }
    PhotoItem at(qsizetype row) const override {
        PhotoRow photo;
        read(row, std::span(&photo, 1));
        PhotoItem item;
        item.file = photo.file;
        item.content = photo.content;
        item.path = QStringLiteral("/pictures/%1.jpg").arg(row, 8, 10, QLatin1Char('0'));
        item.takenMs = photo.takenMs;
        return item;
    }
    void read(qsizetype first, std::span<PhotoRow> rows) const override {
        for (PhotoRow& row : rows) {
            const qsizetype month = first / m_perMonth;
            const QDate date(m_year - int(month / 12), 12 - int(month % 12), 15);
            const qint64 noon = QDateTime(date, QTime(12, 0), Qt::UTC).toMSecsSinceEpoch();
            row = {FileId{first + 1}, ContentId{first + 1}, PhotoRow::noScore, true,
                   noon - 1000 * (first % m_perMonth)};
            ++first;
        }
    }
    bool isByTime() const override { return true; }

private:
    qsizetype m_size;
    int m_perMonth;
    int m_year;
};

/// Films of these lengths in milliseconds, and a picture where it is negative.
class GivenFilms final : public PhotoList {
public:
    explicit GivenFilms(std::vector<qint64> lengths) : m_lengths(std::move(lengths)) {}

    qsizetype size() const override { return static_cast<qsizetype>(m_lengths.size()); }

    PhotoItem at(qsizetype row) const override {
        PhotoItem item;
        item.file = FileId{row + 1};
        item.content = ContentId{row + 1};
        item.path = QStringLiteral("/pictures/%1.mp4").arg(row);
        if (const qint64 length = m_lengths[static_cast<std::size_t>(row)]; length >= 0)
            item.durationMs = length;
        return item;
    }

private:
    std::vector<qint64> m_lengths;
};

/// Given rows: file 42 is "42.jpg" in /pictures and holds content 42 unless the row says otherwise.
class GivenPhotos final : public PhotoList {
public:
    explicit GivenPhotos(std::vector<PhotoRow> rows) : m_rows(std::move(rows)) {}
    explicit GivenPhotos(const std::vector<int>& files) {
        for (const int file : files)
            m_rows.push_back({FileId{file}, ContentId{file}, PhotoRow::noScore, true});
    }

    qsizetype size() const override { return qsizetype(m_rows.size()); }

    PhotoItem at(qsizetype row) const override {
        const PhotoRow& r = m_rows[std::size_t(row)];
        const auto score = r.score < -1 ? std::nullopt : std::optional(r.score);
        return {r.file, r.content,   QStringLiteral("/pictures/%1.jpg").arg(r.file.value),
                score,  r.available, {},
                {},     r.takenMs};
    }

private:
    std::vector<PhotoRow> m_rows;
};

/// Files first .. last in this order, upwards or downwards.
inline std::vector<int> files(int first, int last) {
    std::vector<int> made;
    for (int file = first; first <= last ? file <= last : file >= last;
         file += first <= last ? 1 : -1)
        made.push_back(file);
    return made;
}

}  // namespace semblance
