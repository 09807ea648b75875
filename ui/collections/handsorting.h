#pragma once

#include <QObject>

class QFrame;
class QPoint;

namespace semblance {

class PhotoGrid;

/// Lets pictures of the grid be dragged to another place in it, while that means something; a line
/// shows where they would go.
class HandSorting final : public QObject {
    Q_OBJECT

public:
    explicit HandSorting(PhotoGrid& grid);

    void setEnabled(bool isEnabled);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// The selected pictures are to go before the picture of this row, or to the end.
    void dropped(int before);

private:
    int rowAt(const QPoint& point) const;
    void showLine(int before);

    PhotoGrid& m_grid;
    QFrame* m_line;
    bool m_isEnabled = false;
};

}  // namespace semblance
