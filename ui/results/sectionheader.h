#pragma once

#include <QFont>
#include <QRect>
#include <QString>

class QPainter;

namespace semblance {

struct Tokens;

/// What stands above a section of the grid: a month and how many pictures it has, or the line
/// where good matches end.
struct SectionHeader {
    QString title;
    QString detail;  ///< "214"
    bool isLine = false;

    QString text() const {
        return detail.isEmpty() ? title : title + QStringLiteral(" · ") + detail;
    }
};

/// At least 28, more where the font is large.
int sectionHeaderHeight(const QFont& font);

/// Paints a header into `place`, on a ground that hides what lies below. `isStuck`: it stays at the
/// top while its section scrolls by.
void paintSectionHeader(QPainter& painter, const QRect& place, const SectionHeader& header,
                        bool isHovered, bool isStuck, const Tokens& tokens,
                        Qt::LayoutDirection direction);

}  // namespace semblance
