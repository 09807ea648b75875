#pragma once

#include <QWidget>
#include <optional>

#include "core/library/services/libraryservice.h"
#include "core/library/services/searchservice.h"

class QLabel;
class QSlider;

namespace semblance {

class ElidedLabel;

/// The bottom line: what is shown, how long the answer took, and the size of thumbnails.
class StatusLine final : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setCounts(const LibraryCounts& counts);
    /// `query` is what it answers.
    void setAnswer(const SearchAnswer& answer, const Query& query);
    void setBrowsing();
    void setBusy(bool busy);
    /// `folded` of them are not seen.
    void setSelected(int count, int folded = 0);
    void setThumbnailSize(int side);
    /// There is something whose size it changes.
    void setThumbnailsShown(bool shown);
    /// One after the other, as shown.
    QString text() const;

Q_SIGNALS:
    void thumbnailSizeWanted(int side);

private:
    void update();
    QString answerText() const;

    ElidedLabel* m_text;
    QLabel* m_busyText;
    QSlider* m_size;
    std::optional<LibraryCounts> m_counts;
    qsizetype m_results = -1;  ///< < 0: browsing
    std::optional<qsizetype> m_good;
    bool m_isRanked = true;  ///< else only filtered
    bool m_isFiltered = false;
    qint64 m_searched = 0;
    qint64 m_waiting = 0;
    double m_milliseconds = 0;
    int m_selected = 0;
    int m_selectedFolded = 0;
};

}  // namespace semblance
