// Draws an SVG as a square PNG: drawicon DRAWING SIZE FILE

#include <QImage>
#include <QPainter>
#include <QString>
#include <QSvgRenderer>
#include <cstdio>

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fputs("Usage: drawicon DRAWING SIZE FILE\n", stderr);
        return 2;
    }
    QSvgRenderer drawing(QString::fromLocal8Bit(argv[1]));
    const int size = QByteArray(argv[2]).toInt();
    if (!drawing.isValid() || size < 1 || size > 4096) {
        std::fprintf(stderr, "drawicon: %s cannot be drawn %s pixels wide.\n", argv[1], argv[2]);
        return 3;
    }
    QImage picture(size, size, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    drawing.render(&painter);
    painter.end();
    if (!picture.save(QString::fromLocal8Bit(argv[3]), "PNG")) {
        std::fprintf(stderr, "drawicon: %s could not be written.\n", argv[3]);
        return 3;
    }
    return 0;
}
