#pragma once

#include <QImage>
#include <QString>
#include <functional>
#include <optional>
#include <vector>

#include "core/base/photofacts.h"
#include "core/base/result.h"
#include "ui/files/copyfiles.h"

namespace semblance {

/// A picture in a list or on a contact sheet.
struct SheetPicture {
    QString path;  ///< absolute
    PhotoFacts facts{};
    std::optional<float> score{};  ///< of the search it was found by
};

/// The small picture of one, null where there is none.
using SheetImage = std::function<QImage(std::size_t number)>;

/// Tables of what is known of pictures, UTF-8: CSV (RFC 4180, with a header) and JSON (a list of
/// objects). What is not known is empty, or not there.
QByteArray csvOf(const std::vector<SheetPicture>& pictures);
QByteArray jsonOf(const std::vector<SheetPicture>& pictures);

/// Pages of small pictures with their names, as PDF (A4) or as one HTML file that holds them. The
/// file is there whole or not at all. Blocking. Errors: NoSpace, Permission, Cancelled.
Status writePdf(const QString& file, const QString& title,
                const std::vector<SheetPicture>& pictures, const SheetImage& image,
                const TaskControl& control);
Status writeHtml(const QString& file, const QString& title,
                 const std::vector<SheetPicture>& pictures, const SheetImage& image,
                 const TaskControl& control);

/// Writes a file whole or not at all, in the place of what is there.
Status writeWhole(const QString& file, const QByteArray& bytes);

}  // namespace semblance
