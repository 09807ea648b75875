#include "ui/history/historydelegate.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QPainter>

#include "core/library/services/historyservice.h"
#include "ui/history/historymodel.h"
#include "ui/results/roundedpixmap.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int pictureSide = 32;
constexpr int gap = 4;
constexpr int indent = 18;
constexpr int deepest = 5;  // levels that are indented further: the panel is narrow

int levelOf(const QModelIndex& index) {
    return qMin(index.data(HistoryModel::LevelRole).toInt(), deepest);
}

}  // namespace

struct HistoryDelegate::Parts {
    QRect ground;
    QRect text;
    QRect pictures;
    QRect time;
};

HistoryDelegate::HistoryDelegate(HistoryService& history, QAbstractItemView& view)
    : QStyledItemDelegate(&view), m_history(history) {
    connect(&history, &HistoryService::pictureReady, this,
            [this, &view](const QByteArray& key, const QImage& picture) {
                m_pictures.insert(key, new QImage(picture));
                view.viewport()->update();
            });
}

HistoryDelegate::Parts HistoryDelegate::partsOf(const QStyleOptionViewItem& option,
                                                const QModelIndex& index) {
    Parts parts;
    const auto placed = [&](const QRect& rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const int left = levelOf(index) * indent;
    const QRect ground = option.rect.adjusted(left, 1, 0, -1);
    const QRect inner = ground.adjusted(space, space / 2, -space, -space / 2);
    const int line = option.fontMetrics.height();
    const int time =
        option.fontMetrics.horizontalAdvance(index.data(HistoryModel::TimeRole).toString());
    QRect below = inner;
    below.setTop(inner.top() + line + gap);
    parts.ground = placed(ground);
    parts.text = placed(QRect(inner.topLeft(), QSize(inner.width(), line)));
    parts.pictures =
        placed(QRect(below.topLeft(), QSize(qMax(0, below.width() - time - gap), pictureSide)));
    parts.time = placed(QRect(below.right() + 1 - time, below.top(), time, pictureSide));
    return parts;
}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {option.rect.width(), option.fontMetrics.height() + gap + pictureSide + space + 2};
}

void HistoryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const Tokens& t = tokensFor(option.palette);
    const Parts parts = partsOf(option, index);
    const bool isCurrent = index.data(HistoryModel::CurrentRole).toBool();
    const bool isHovered = option.state & QStyle::State_MouseOver;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (levelOf(index) > 0) {
        const bool rightToLeft = option.direction == Qt::RightToLeft;
        const int x =
            rightToLeft ? parts.ground.right() + indent / 2 : parts.ground.left() - indent / 2;
        const int end = rightToLeft ? parts.ground.right() + 3 : parts.ground.left() - 3;
        painter->setPen(QPen(t.border, 1));
        painter->drawLine(x, option.rect.top(), x, parts.text.center().y());
        painter->drawLine(x, parts.text.center().y(), end, parts.text.center().y());
    }
    painter->setPen(Qt::NoPen);
    if (isCurrent || isHovered) {
        painter->setBrush(isCurrent ? t.accentSoft : t.hover);
        painter->drawRoundedRect(parts.ground, radius, radius);
    }
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Selected)) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(t.accent, 2));
        painter->drawRoundedRect(QRectF(parts.ground).adjusted(1, 1, -1, -1), radius, radius);
    }
    painter->setPen(t.text);
    painter->setFont(option.font);
    const Qt::Alignment start = QStyle::visualAlignment(option.direction, Qt::AlignLeft);
    const QString text = index.data().toString();
    painter->setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter->drawText(parts.text, int(start | Qt::AlignVCenter | Qt::AlignAbsolute),
                      option.fontMetrics.elidedText(text, Qt::ElideRight, parts.text.width()));
    painter->setPen(t.textSoft);
    painter->drawText(parts.time, Qt::AlignCenter, index.data(HistoryModel::TimeRole).toString());
    paintPictures(*painter, parts, option, index);
    painter->restore();
}

void HistoryDelegate::paintPictures(QPainter& painter, const Parts& parts,
                                    const QStyleOptionViewItem& option,
                                    const QModelIndex& index) const {
    const auto keys = index.data(HistoryModel::PicturesRole).value<QList<QByteArray>>();
    const Tokens& t = tokensFor(option.palette);
    QRect place(parts.pictures.topLeft(), QSize(pictureSide, pictureSide));
    for (const QByteArray& key : keys) {
        if (place.right() > parts.pictures.right())
            break;
        const QRect shown = QStyle::visualRect(option.direction, parts.pictures, place);
        const QImage* picture = m_pictures.object(key);
        if (picture) {
            painter.drawPixmap(shown, squarePixmap(*picture, pictureSide,
                                                   painter.device()->devicePixelRatioF(), 4));
        } else {
            m_history.requestPicture(key);
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.line);
            painter.drawRoundedRect(shown, 4, 4);
        }
        place.translate(pictureSide + gap, 0);
    }
}

QWidget* HistoryDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                       const QModelIndex&) const {
    auto* editor = new QLineEdit(parent);
    describe(editor, QStringLiteral("historyName"), tr("Name of the search"),
             tr("Enter saves the search under this name"));
    editor->setMaxLength(200);
    return editor;
}

// The step may get its pictures while somebody types.
void HistoryDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    const auto* edit = qobject_cast<QLineEdit*>(editor);
    if (!edit || !edit->isModified())
        QStyledItemDelegate::setEditorData(editor, index);
}

void HistoryDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                           const QModelIndex& index) const {
    const QRect text = partsOf(option, index).text;
    QRect place = text;
    place.setHeight(editor->sizeHint().height());
    place.moveCenter(
        QPoint(text.center().x(), qMax(text.center().y(), option.rect.top() + place.height() / 2)));
    editor->setGeometry(place.adjusted(-space, 0, space, 0).intersected(option.rect));
}

}  // namespace semblance
