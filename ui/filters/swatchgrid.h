#pragma once

#include <QWidget>
#include <array>

#include "ui/filters/filterchoices.h"

class QLabel;
class QSlider;
class QToolButton;

namespace semblance {

/// The named colours as a grid of swatches with their counts, of which several may be chosen, and
/// how much of a picture they must make up. The arrows go from one to the next.
class SwatchGrid final : public QWidget {
    Q_OBJECT

public:
    static constexpr int columns = 4;

    explicit SwatchGrid(QWidget* parent = nullptr);

    void setChoices(const std::vector<FilterChoice>& choices, const PhotoFilter& filter);

Q_SIGNALS:
    void filterWanted(const semblance::PhotoFilter& filter);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showShare(int percent);
    void step(int from, int key);

    PhotoFilter m_filter;
    std::array<FilterChoice, namedColours> m_choices;
    std::array<QToolButton*, namedColours> m_swatches{};
    QLabel* m_shareText;
    QSlider* m_share;
};

/// A round dot of a colour with a hair line, which shows on any ground.
QPixmap colourDot(const QColor& colour, int side, const QPalette& palette);

}  // namespace semblance
