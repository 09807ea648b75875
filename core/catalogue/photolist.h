#pragma once

#include <QString>
#include <QStringList>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/base/ids.h"

namespace semblance {

/// One picture as the grid shows it.
struct PhotoItem {
    FileId file;
    ContentId content;
    QString path;                ///< absolute
    std::optional<float> score;  ///< cosine -1..1 of a search; nothing when browsing
    bool available = true;       ///< false while its disk is away
    QStringList raws{};          ///< absolute paths of the raw files it is the face of (rawpairs.h)
    /// Of a film: its length in milliseconds, 0 when it is not known. Nothing of a picture.
    std::optional<qint64> durationMs{};
    qint64 takenMs = 0;  ///< wall-clock ms since 1970; the file's time if not recorded
    qint64 pixels = 0;   ///< width times height; 0 when it is not known
    int rating = 0;      ///< -1 rejected, 0 none, 1..5 stars
    QString failure{};   ///< why it could not be read, a sentence; empty: it could
};

/// A PhotoItem without its path: what tells pictures apart, and what is painted of them.
struct PhotoRow {
    static constexpr float noScore = -2;

    FileId file;
    ContentId content;
    float score = noScore;  ///< cosine -1..1 of a search
    bool available = true;
    qint64 takenMs = 0;  ///< as in PhotoItem

    friend bool operator==(const PhotoRow&, const PhotoRow&) = default;
};

/// An unchanging list of pictures, in the order to show them, each file at most once; browsing
/// 100,000 rows and the results of a search look alike to a view. Shared between threads; at() and
/// read() are cheap and thread-safe.
class PhotoList {
public:
    virtual ~PhotoList() = default;
    virtual qsizetype size() const = 0;
    /// `row` in 0 .. size() - 1.
    virtual PhotoItem at(qsizetype row) const = 0;
    /// Fills `rows` with those from `first` on, all of which exist. Lists of many rows make this
    /// cheaper than at(): every path that is not asked for is a string that is not built.
    virtual void read(qsizetype first, std::span<PhotoRow> rows) const;
    /// Its rows go by takenMs, one way or the other, so that each month is one piece of it.
    virtual bool isByTime() const { return false; }
};

using PhotoListPtr = std::shared_ptr<const PhotoList>;

/// The list of these pictures.
PhotoListPtr photoListOf(std::vector<PhotoItem> items);
/// The same of pictures that go by takenMs: isByTime().
PhotoListPtr photoListByTime(std::vector<PhotoItem> items);

/// Reads a list's rows one after another, in either direction, many at a time.
class PhotoRowReader {
public:
    /// Null is an empty list. The list outlives the reader.
    explicit PhotoRowReader(const PhotoList* list);

    qsizetype size() const { return m_size; }
    /// Until the next call. `row` in 0 .. size() - 1.
    const PhotoRow& operator[](qsizetype row) {
        if (row < m_first || row >= m_first + m_count)
            load(row);
        return m_rows[row - m_first];
    }

private:
    void load(qsizetype row);

    static constexpr qsizetype chunk = 512;
    const PhotoList* m_list;
    qsizetype m_size;
    qsizetype m_first = 0;
    qsizetype m_count = 0;
    PhotoRow m_rows[chunk];
};

/// The row of a file, -1 when it is not in the list. About a millisecond at 300,000 rows.
qsizetype rowOfFile(const PhotoList& list, FileId file);

}  // namespace semblance
