#include "ui/files/sheets.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFontMetricsF>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTimeZone>

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Sheets)
};

constexpr int htmlSide = 320;

QString nameOf(const QString& path) {
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

// The clock that the camera showed, wherever it was.
QString timeOf(const PhotoFacts& facts) {
    if (!facts.capturedMs)
        return {};
    return QDateTime::fromMSecsSinceEpoch(*facts.capturedMs, QTimeZone::utc())
        .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss"));
}

QString quoted(QString text) {
    // What a picture says of itself must not be a formula to a spreadsheet.
    if (!text.isEmpty() && QStringLiteral("=+-@").contains(text.front()))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString number(int value) {
    return value > 0 ? QString::number(value) : QString();
}

Error writeError(const QString& file, const QString& detail) {
    return {ErrorKind::Permission,
            Text::tr("“%1” cannot be written. Check the permissions of its folder and the free "
                     "space.")
                .arg(QDir::toNativeSeparators(file)),
            detail};
}

/// Cells of a page, in the writer's units.
struct Page {
    static constexpr int columns = 4;
    static constexpr int lines = 5;

    Page(const QPdfWriter& writer, const QFontMetricsF& font)
        : text(font.height()),
          head(font.height() * 2.5),
          cell(writer.width() / double(columns), (writer.height() - head) / double(lines)) {}

    QRectF place(std::size_t number) const {
        const auto onPage = int(number % (columns * lines));
        return {QPointF(onPage % columns * cell.width(), head + onPage / columns * cell.height()),
                cell};
    }

    double text;
    double head;
    QSizeF cell;
};

void drawPicture(QPainter& painter, const QRectF& cell, double textHeight, const QImage& image,
                 const QString& name) {
    const double margin = textHeight / 2;
    const QRectF inner = cell.adjusted(margin, 0, -margin, -margin);
    const QRectF room = inner.adjusted(0, 0, 0, -textHeight * 1.2);
    if (!image.isNull()) {
        QRectF place(QPointF(), QSizeF(image.size()).scaled(room.size(), Qt::KeepAspectRatio));
        place.moveCenter(room.center());
        painter.drawImage(place, image);
    }
    const QFontMetricsF font(painter.font(), painter.device());
    painter.drawText(QRectF(inner.left(), inner.bottom() - textHeight, inner.width(), textHeight),
                     Qt::AlignCenter, font.elidedText(name, Qt::ElideMiddle, inner.width()));
}

Status drawPages(QPdfWriter& writer, const QString& title,
                 const std::vector<SheetPicture>& pictures, const SheetImage& image,
                 const TaskControl& control) {
    QPainter painter;
    if (!painter.begin(&writer))
        return fail(ErrorKind::Internal, Text::tr("The contact sheet cannot be drawn."));
    QFont font = painter.font();
    font.setPointSizeF(8);
    painter.setFont(font);
    const Page page(writer, QFontMetricsF(font, &writer));
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        if (control.cancel.isCancelled())
            return fail(cancelledError());
        control.progress(qint64(i), qint64(pictures.size()));
        if (i % (Page::columns * Page::lines) == 0) {
            if (i > 0)
                writer.newPage();
            painter.drawText(QRectF(0, 0, writer.width(), page.text), Qt::AlignLeft, title);
        }
        drawPicture(painter, page.place(i), page.text, image(i), nameOf(pictures[i].path));
    }
    return {};
}

QByteArray asDataUrl(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    const bool isTransparent = image.hasAlphaChannel();
    image.scaled(htmlSide, htmlSide, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        .save(&buffer, isTransparent ? "PNG" : "JPEG", isTransparent ? -1 : 85);
    return (isTransparent ? "data:image/png;base64," : "data:image/jpeg;base64,") +
           bytes.toBase64();
}

}  // namespace

QByteArray csvOf(const std::vector<SheetPicture>& pictures) {
    QString csv = QStringLiteral(
        "path,name,date,width,height,format,camera,lens,rating,title,tags,score\r\n");
    for (const SheetPicture& picture : pictures) {
        const PhotoFacts& f = picture.facts;
        const QStringList fields{
            quoted(picture.path),
            quoted(nameOf(picture.path)),
            timeOf(f),
            number(f.width),
            number(f.height),
            f.format,
            quoted(f.camera),
            quoted(f.lens),
            f.rating ? QString::number(*f.rating) : QString(),
            quoted(f.title),
            quoted(f.keywords.join(QStringLiteral("; "))),
            picture.score ? QString::number(double(*picture.score), 'f', 4) : QString()};
        csv += fields.join(u',') + QStringLiteral("\r\n");
    }
    return csv.toUtf8();
}

QByteArray jsonOf(const std::vector<SheetPicture>& pictures) {
    QJsonArray list;
    for (const SheetPicture& picture : pictures) {
        const PhotoFacts& f = picture.facts;
        QJsonObject json{{QStringLiteral("path"), picture.path}};
        const auto put = [&json](const char* name, const QString& text) {
            if (!text.isEmpty())
                json[QLatin1StringView(name)] = text;
        };
        put("date", timeOf(f));
        put("format", f.format);
        put("camera", f.camera);
        put("lens", f.lens);
        put("title", f.title);
        if (f.width > 0) {
            json[QStringLiteral("width")] = f.width;
            json[QStringLiteral("height")] = f.height;
        }
        if (f.rating)
            json[QStringLiteral("rating")] = *f.rating;
        if (!f.keywords.isEmpty())
            json[QStringLiteral("tags")] = QJsonArray::fromStringList(f.keywords);
        if (picture.score)
            json[QStringLiteral("score")] = double(*picture.score);
        list.append(json);
    }
    return QJsonDocument(list).toJson();
}

Status writeWhole(const QString& file, const QByteArray& bytes) {
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return fail(writeError(file, out.errorString()));
    return {};
}

Status writePdf(const QString& file, const QString& title,
                const std::vector<SheetPicture>& pictures, const SheetImage& image,
                const TaskControl& control) {
    QByteArray bytes;
    {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter writer(&buffer);
        writer.setTitle(title);
        writer.setResolution(150);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout::Millimeter);
        SEMBLANCE_TRY(drawPages(writer, title, pictures, image, control));
    }
    return writeWhole(file, bytes);
}

Status writeHtml(const QString& file, const QString& title,
                 const std::vector<SheetPicture>& pictures, const SheetImage& image,
                 const TaskControl& control) {
    QByteArray html =
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" +
        title.toHtmlEscaped().toUtf8() +
        "</title><style>\nbody{font:14px sans-serif;margin:24px}\n"
        "main{display:grid;grid-template-columns:repeat(auto-fill,minmax(180px,1fr));gap:16px}\n"
        "figure{margin:0}img{width:100%;height:180px;object-fit:contain}\n"
        "figcaption{text-align:center;overflow-wrap:anywhere}\n</style></head><body>\n<h1>" +
        title.toHtmlEscaped().toUtf8() + "</h1>\n<main>\n";
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        if (control.cancel.isCancelled())
            return fail(cancelledError());
        control.progress(qint64(i), qint64(pictures.size()));
        const QByteArray name = nameOf(pictures[i].path).toHtmlEscaped().toUtf8();
        html += "<figure>";
        if (const QImage small = image(i); !small.isNull())
            html += "<img alt=\"" + name + "\" src=\"" + asDataUrl(small) + "\">";
        html += "<figcaption>" + name + "</figcaption></figure>\n";
    }
    html += "</main></body></html>\n";
    return writeWhole(file, html);
}

}  // namespace semblance
