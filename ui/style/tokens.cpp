#include "ui/style/tokens.h"

#include <QHash>

namespace semblance {

const Tokens& lightTokens() {
    static const Tokens tokens{
        .dark = false,
        .window = QColor(0xf7f7f8),
        .surface = QColor(0xffffff),
        .tile = QColor(0xffffff),
        .hover = QColor(0xebebee),
        .pressed = QColor(0xdfe0e4),
        .line = QColor(0xe4e4e8),
        .border = QColor(0xc9cad1),
        .outline = QColor(0x7c7f88),
        .text = QColor(0x1b1c20),
        .textSoft = QColor(0x5b5e68),
        .textOff = QColor(0xa0a3ab),
        .accent = QColor(0x2f5fd0),
        .accentHover = QColor(0x274fb0),
        .onAccent = QColor(0xffffff),
        .accentSoft = QColor(0xdfe8fb),
        .score = QColor(0x5b7fd4),
        .danger = QColor(0xb3261e),
        .noticeGround = QColor(0xfff5df),
        .errorGround = QColor(0xfdeceb),
    };
    return tokens;
}

const Tokens& darkTokens() {
    static const Tokens tokens{
        .dark = true,
        .window = QColor(0x1b1c1f),
        .surface = QColor(0x26272b),
        .tile = QColor(0x26272b),
        .hover = QColor(0x303137),
        .pressed = QColor(0x3a3b42),
        .line = QColor(0x323339),
        .border = QColor(0x4b4d56),
        .outline = QColor(0x868993),
        .text = QColor(0xededf0),
        .textSoft = QColor(0xa7aab4),
        .textOff = QColor(0x696c75),
        .accent = QColor(0x82a6ff),
        .accentHover = QColor(0x9db9ff),
        .onAccent = QColor(0x0e1526),
        .accentSoft = QColor(0x2b3957),
        .score = QColor(0x6c8fe6),
        .danger = QColor(0xff8a80),
        .noticeGround = QColor(0x3a3222),
        .errorGround = QColor(0x412a2a),
    };
    return tokens;
}

const Tokens& tokensFor(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < 128 ? darkTokens() : lightTokens();
}

QColor labelColour(const QString& label) {
    static const QHash<QString, QColor> colours{{QStringLiteral("Red"), QColor(0xd8483e)},
                                                {QStringLiteral("Yellow"), QColor(0xb98000)},
                                                {QStringLiteral("Green"), QColor(0x3c9a4b)},
                                                {QStringLiteral("Blue"), QColor(0x4a7fe0)},
                                                {QStringLiteral("Purple"), QColor(0x9a5fd0)}};
    return colours.value(label, QColor(0x82858f));
}

QPalette paletteOf(const Tokens& t) {
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.tile);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.textSoft);
    palette.setColor(QPalette::Button, t.surface);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.danger);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, t.onAccent);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::ToolTipBase, t.surface);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Light, t.surface);
    palette.setColor(QPalette::Midlight, t.hover);
    palette.setColor(QPalette::Mid, t.border);
    palette.setColor(QPalette::Dark, t.border);
    palette.setColor(QPalette::Shadow, t.dark ? QColor(Qt::black) : t.border);
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                      QPalette::HighlightedText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, t.textOff);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, t.border);
    return palette;
}

}  // namespace semblance
