#include "ui/models/modeldelegate.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/models/modellistmodel.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int iconSide = 22;
constexpr int margin = space / 2;  // between rows, and round the list
constexpr int padding = space * 3 / 2;
constexpr int lineGap = 3;
constexpr int barHeight = 4;

using Kind = ModelStanding::Kind;

QFont titleFont(const QFont& font) {
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    return bold;
}

QFont badgeFont(const QFont& font) {
    QFont small = font;
    if (small.pointSizeF() > 0)
        small.setPointSizeF(small.pointSizeF() * 0.9);
    return small;
}

struct Colours {
    QColor ground;
    QColor text;
};

Colours badgeColours(Kind kind, const Tokens& t) {
    switch (kind) {
        case Kind::Answers:
            return {t.accent, t.onAccent};
        case Kind::OnTheWay:
            return {t.noticeGround, t.text};
        case Kind::Broken:
            return {t.errorGround, t.danger};
        case Kind::Idle:
            break;
    }
    return {t.pressed, t.text};
}

/// One row while it is painted: lines one below the other, mirrored for languages from the right.
class RowPainter {
public:
    RowPainter(QPainter& painter, const QStyleOptionViewItem& option, const QRect& card)
        : m_painter(painter),
          m_option(option),
          m_tokens(tokensFor(option.palette)),
          m_place(card.adjusted(padding + iconSide + padding, padding, -padding, -padding)),
          m_card(card) {}

    void icon(const QString& name, const QColor& colour) {
        const QRect where(m_card.left() + padding, m_card.top() + padding, iconSide, iconSide);
        const qreal ratio = m_painter.device()->devicePixelRatioF();
        m_painter.drawPixmap(mirrored(where), iconPixmap(name, iconSide, ratio, colour));
    }

    void title(const QString& title, const QString& badge, Kind kind) {
        const QFontMetrics metrics(titleFont(m_option.font));
        int room = m_place.width();
        if (!badge.isEmpty())
            room -= drawBadge(badge, kind, metrics.height()) + space;
        draw(title, titleFont(m_option.font), m_tokens.text, room);
    }

    void line(const QString& text, const QColor& colour) {
        draw(text, m_option.font, colour, m_place.width());
    }

    void bar(double share) {
        const QRect track(m_place.left(), m_place.top() + lineGap, m_place.width(), barHeight);
        QRect done = track;
        done.setWidth(qRound(track.width() * share));
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_tokens.border);
        m_painter.drawRoundedRect(mirrored(track), barHeight / 2.0, barHeight / 2.0);
        m_painter.setBrush(m_tokens.accent);
        m_painter.drawRoundedRect(mirrored(done), barHeight / 2.0, barHeight / 2.0);
    }

private:
    QRect mirrored(const QRect& rect) const {
        return QStyle::visualRect(m_option.direction, m_card, rect);
    }

    void draw(const QString& text, const QFont& font, const QColor& colour, int room) {
        const QFontMetrics metrics(font);
        const QRect where(m_place.left(), m_place.top(), room, metrics.height());
        m_painter.setFont(font);
        m_painter.setPen(colour);
        m_painter.drawText(
            mirrored(where),
            int(QStyle::visualAlignment(m_option.direction, Qt::AlignLeft | Qt::AlignVCenter)) |
                Qt::TextSingleLine,
            metrics.elidedText(text, Qt::ElideRight, room));
        m_place.setTop(m_place.top() + metrics.height() + lineGap);
    }

    int drawBadge(const QString& badge, Kind kind, int lineHeight) {
        const QFont font = badgeFont(m_option.font);
        const QFontMetrics metrics(font);
        const int width = metrics.horizontalAdvance(badge) + 2 * space;
        const int height = metrics.height() + 2;
        QRect pill(m_place.right() - width + 1, m_place.top() + (lineHeight - height) / 2, width,
                   height);
        pill = mirrored(pill);
        const Colours colours = badgeColours(kind, m_tokens);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colours.ground);
        m_painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
        m_painter.setFont(font);
        m_painter.setPen(colours.text);
        m_painter.drawText(pill, Qt::AlignCenter | Qt::TextSingleLine, badge);
        return width;
    }

    QPainter& m_painter;
    const QStyleOptionViewItem& m_option;
    const Tokens& m_tokens;
    QRect m_place;  // what is still free
    const QRect m_card;
};

bool showsBar(const QModelIndex& index) {
    const double share = index.data(ModelListModel::ShareRole).toDouble();
    return share > 0 && share < 1;
}

}  // namespace

QSize ModelDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int lines = index.data(ModelListModel::CoverageRole).toString().isEmpty() ? 2 : 3;
    const int text = QFontMetrics(titleFont(option.font)).height() +
                     lines * (option.fontMetrics.height() + lineGap);
    const int bar = showsBar(index) ? barHeight + 2 * lineGap : 0;
    return {0, text + bar + 2 * padding + 2 * margin};
}

void ModelDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const Tokens& t = tokensFor(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused = selected && (option.state & QStyle::State_HasFocus);
    const bool hovered = option.state & QStyle::State_MouseOver;
    const auto kind = Kind(index.data(ModelListModel::KindRole).toInt());
    const QRect card = option.rect.adjusted(margin, margin, -margin, -margin);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || hovered) {
        painter->setPen(focused ? QPen(t.accent, 2) : QPen(Qt::NoPen));
        painter->setBrush(selected ? t.accentSoft : t.hover);
        painter->drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), radius, radius);
    }
    RowPainter row(*painter, option, card);
    const bool broken = kind == Kind::Broken;
    const QColor soft = selected ? t.text : t.textSoft;
    row.icon(broken ? QStringLiteral("alert-triangle") : QStringLiteral("box"),
             broken ? t.danger : soft);
    row.title(index.data().toString(), index.data(ModelListModel::BadgeRole).toString(), kind);
    row.line(index.data(ModelListModel::FactsRole).toString(), soft);
    row.line(index.data(ModelListModel::AbilitiesRole).toString(), broken ? t.danger : soft);
    row.line(index.data(ModelListModel::CoverageRole).toString(), soft);
    if (showsBar(index))
        row.bar(index.data(ModelListModel::ShareRole).toDouble());
    painter->restore();
}

}  // namespace semblance
