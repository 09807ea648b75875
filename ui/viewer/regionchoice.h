#pragma once

#include <QObject>
#include <QRectF>

namespace semblance {

class PictureView;
class RegionBand;

/// Choosing a part of the picture that is shown large: a band over the view, from begin() to a
/// rectangle drawn or Enter, or Esc.
class RegionChoice final : public QObject {
    Q_OBJECT

public:
    explicit RegionChoice(PictureView& view);

    /// Nothing without a picture.
    void begin();
    void end();
    bool isOn() const;

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// In 0..1 of the picture.
    void chosen(const QRectF& region);
    /// It is over, with or without a choice.
    void ended();

private:
    void place();

    PictureView& m_view;
    RegionBand* m_band;
    bool m_isByMouse = false;
};

}  // namespace semblance
