#pragma once

#include <QHash>
#include <QObject>
#include <QPersistentModelIndex>
#include <QPoint>
#include <QRect>
#include <optional>
#include <vector>

#include "core/query/query.h"

class QAbstractItemView;
class QMouseEvent;
class QPainter;

namespace semblance {

struct Tokens;

/// "More like this" and "less like this" as two round buttons on the tile under the pointer, or
/// with the focus; on a tile that is marked its mark stays. Takes the view's clicks on them, so
/// that the picture is neither selected nor dragged.
class TileButtons final : public QObject {
    Q_OBJECT

public:
    using Sign = Feedback::Sign;

    /// Lives as long as the view, whose delegate paints it.
    explicit TileButtons(QAbstractItemView& view);

    void setMarks(const std::vector<Feedback>& feedback);
    void paint(QPainter& painter, const QRect& tile, qint64 content, bool isLit,
               const Tokens& tokens) const;

    /// Where a button is on a tile; in the view's coordinates.
    QRect buttonOn(const QRect& tile, Sign sign) const;

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void clicked(const QModelIndex& index, semblance::Feedback::Sign sign);

private:
    struct Hit {
        QModelIndex index;
        Sign sign;
    };

    std::optional<Hit> hitAt(const QPoint& point) const;
    bool release(const QPoint& point);
    void hover(const QPoint& point);
    void paintButton(QPainter& painter, const QRect& place, Sign sign, bool isOn,
                     const Tokens& tokens) const;

    QAbstractItemView& m_view;
    QHash<qint64, Sign> m_marks;
    QPoint m_pointer{-1, -1};
    QPersistentModelIndex m_pressed;
    Sign m_pressedSign = Sign::More;
};

}  // namespace semblance
