#pragma once

#include <QByteArray>
#include <QImage>
#include <QStringList>

namespace semblance::test {

/// How a screen shows its text.
struct ScreenLook {
    bool isDark = false;
    int pixels = 16;  ///< height of the font
    QSize size{900, 500};
};

/// A window with a title bar and these lines below each other. Needs a QGuiApplication.
QImage screenshotOf(const QStringList& lines, const ScreenLook& look = {});

/// Smooth colours, soft shapes and noise, and nothing to read.
QImage sceneWithoutText(int seed);

QByteArray pngOf(const QImage& image);

}  // namespace semblance::test
