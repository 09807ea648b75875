#pragma once

#include <QIcon>
#include <QImage>

#include "ui/query/chip.h"

namespace semblance {

/// A part of the query in words, or as a small picture: what is not wanted, a filter, a result that
/// there should be more or less of. What is not wanted has a dashed border and a minus sign.
class TermChip final : public Chip {
    Q_OBJECT

public:
    enum class Kind { Negative, Filter, More, Less, Summary };

    /// `text` is shown, but for More and Less, where it says which picture is meant.
    TermChip(Kind kind, const QString& text, QWidget* parent);

    Kind kind() const { return m_kind; }
    QString term() const { return m_term; }
    /// Where it stands in its part of the query.
    std::size_t index() const { return m_index; }
    void setIndex(std::size_t index) { m_index = index; }
    void setThumbnail(const QImage& image);

    QSize sizeHint() const override;

    /// Longer texts are cut, in the width of so many letters.
    static constexpr int mostLetters = 24;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool hasWeight() const override { return m_kind == Kind::Negative; }
    QRect crossRect() const override;
    void updateSize() override;

private:
    bool isPicture() const { return m_kind == Kind::More || m_kind == Kind::Less; }
    bool isMinus() const { return m_kind == Kind::Negative || m_kind == Kind::Less; }
    bool hasCross() const { return m_kind != Kind::Summary; }
    QString shownText() const;
    int crossSide() const;
    void paintSign(QPainter& painter, const QRect& place) const;
    void paintPicture(QPainter& painter);
    void paintCross(QPainter& painter) const;

    Kind m_kind;
    QString m_term;
    std::size_t m_index = 0;
    QImage m_image;
    QPixmap m_pixmap;
};

}  // namespace semblance
