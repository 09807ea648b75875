#pragma once

#include <QWidget>

class QLabel;
class QSlider;

namespace semblance {

/// Picture <-> sentence: how much of each the answer follows. Enabled only when both are given. A
/// double click, or Backspace, goes back to the model's own mix, which a mark shows.
class MixSlider final : public QWidget {
    Q_OBJECT

public:
    explicit MixSlider(QWidget* parent = nullptr);

    float mix() const;
    /// Moves the handle without mixChanged().
    void setMix(float mix);
    void setDefaultMix(float mix);
    /// True while the handle stands where the user put it, not at the model's default.
    bool isMoved() const { return m_moved; }
    void reset();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// While dragging, on every step.
    void mixChanged(float mix);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void describeValue();

    QLabel* m_picture;
    QSlider* m_slider;
    QLabel* m_sentence;
    float m_default = 0.5f;
    bool m_moved = false;
};

}  // namespace semblance
