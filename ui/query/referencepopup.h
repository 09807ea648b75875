#pragma once

#include <QElapsedTimer>
#include <QFrame>
#include <QImage>
#include <optional>

class QLabel;
class QPushButton;
class QSlider;

namespace semblance {

class ReferenceChip;
class RegionBand;

/// Below a reference's chip: the picture larger, the part of it that counts, and how much it
/// counts.
class ReferencePopup final : public QFrame {
    Q_OBJECT

public:
    ReferencePopup(const ReferenceChip& chip, QWidget* parent);

    /// The picture in a size that is worth looking at.
    void setImage(const QImage& image);
    /// The largest side asked for, in logical pixels.
    static constexpr int side = 480;

    /// Shows itself below the chip, or above it where there is no room.
    void popUp();

Q_SIGNALS:
    void regionChosen(const std::optional<QRectF>& region);
    void weightChosen(double weight);
    void viewWanted();
    void removeWanted();

protected:
    void mousePressEvent(QMouseEvent* event) override;

private:
    QWidget* buildWeight();
    QWidget* buildButtons();
    void showWeight(double weight);

    const ReferenceChip& m_chip;
    RegionBand* m_band;
    QSlider* m_weight = nullptr;
    QLabel* m_weightText = nullptr;
    QPushButton* m_whole = nullptr;
    QElapsedTimer m_shown;
};

}  // namespace semblance
