#include "ui/settings/aboutdialog.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "ui/style/describe.h"
#include "ui/style/lettersize.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

struct Part {
    const char* name;
    const char* licence;
};

// Names and licence identifiers (SPDX), the same in every language.
constexpr Part parts[] = {
    {"Qt", "LGPL-3.0-only"},
    {"libtorch (PyTorch)", "BSD-3-Clause"},
    {"SentencePiece", "Apache-2.0"},
    {"SQLite, SQLiteCpp", "blessing, MIT"},
    {"libpq", "PostgreSQL"},
    {"hnswlib", "Apache-2.0"},
    {"nanoflann", "BSD-2-Clause"},
    {"Highway", "Apache-2.0"},
    {"OpenCV", "Apache-2.0"},
    {"libjpeg-turbo", "BSD-3-Clause AND IJG"},
    {"libpng, libtiff, zlib", "libpng-2.0, libtiff, Zlib"},
    {"giflib, libwebp", "MIT, BSD-3-Clause"},
    {"libheif", "LGPL-3.0-or-later"},
    {"libjxl", "BSD-3-Clause"},
    {"OpenJPEG", "BSD-2-Clause"},
    {"LibRaw", "LGPL-2.1-only OR CDDL-1.0"},
    {"librsvg", "LGPL-2.1-or-later"},
    {"OpenEXR, libzip, ISA-L", "BSD-3-Clause"},
    {"poppler", "GPL-2.0-or-later"},
    {"FFmpeg", "GPL-2.0-or-later"},
    {"Little CMS", "MIT"},
    {"Exiv2", "GPL-2.0-or-later"},
    {"Tesseract, Leptonica", "Apache-2.0, BSD-2-Clause"},
    {"libseccomp", "LGPL-2.1-only"},
    {"CLI11", "BSD-3-Clause"},
    {"xxHash", "BSD-2-Clause"},
    {"tl-expected", "CC0-1.0"},
    {"EfficientNet-Lite2", "Apache-2.0"},
    {"Universal Sentence Encoder Lite", "Apache-2.0"},
    {"Noto Emoji", "Apache-2.0"},
    {"Lucide", "ISC"},
    {"Places: GeoNames", "CC-BY-4.0"},
};

}  // namespace

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
    describeArea(this, QStringLiteral("aboutDialog"), tr("About Semblance"));
    setWindowTitle(tr("About Semblance"));

    auto* picture = new QLabel(this);
    describe(picture, QStringLiteral("aboutIcon"), tr("The sign of Semblance"));
    picture->setPixmap(QIcon(QStringLiteral(":/icons/semblance.svg")).pixmap(QSize(64, 64)));
    auto* title =
        new QLabel(QStringLiteral("Semblance ") + QLatin1StringView(SEMBLANCE_VERSION), this);
    describe(title, QStringLiteral("aboutTitle"), tr("Name and version"));
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.5);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    auto* line = new QLabel(tr("Finds pictures by a picture and a sentence. Nothing leaves this "
                               "computer."),
                            this);
    describe(line, QStringLiteral("aboutLine"), line->text());
    line->setWordWrap(true);
    auto* texts = new QVBoxLayout;
    texts->addWidget(title);
    texts->addWidget(line);
    auto* head = new QHBoxLayout;
    head->setSpacing(2 * space);
    head->addWidget(picture);
    head->addLayout(texts, 1);

    auto* browser = new QTextBrowser(this);
    describeArea(browser, QStringLiteral("aboutLicences"), tr("Licences"));
    browser->setHtml(text());
    browser->setOpenLinks(false);

    auto* buttons = new QDialogButtonBox(this);
    describeArea(buttons, QStringLiteral("aboutButtons"), tr("Actions"));
    auto* close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    describe(close, QStringLiteral("aboutClose"), tr("Close"), tr("Close (Esc)"));
    auto* aboutQt = buttons->addButton(tr("About Qt"), QDialogButtonBox::ActionRole);
    describe(aboutQt, QStringLiteral("aboutQt"), tr("About Qt"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(aboutQt, &QPushButton::clicked, qApp, &QApplication::aboutQt);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3 * space, 3 * space, 3 * space, 2 * space);
    column->setSpacing(2 * space);
    column->addLayout(head);
    column->addWidget(browser, 1);
    column->addWidget(buttons);
    resize(sizeForLetters({540, 460}, *this));
}

QString AboutDialog::text() const {
    QString html = QStringLiteral("<p>") +
                   tr("Semblance is free software under the GNU General Public License, version 3 "
                      "or later. It comes without any warranty. The file LICENSE holds the "
                      "licence, and the folder of resources those of models and pictures.") +
                   QStringLiteral("</p><p>") + tr("It is made with:") +
                   QStringLiteral("</p><table cellspacing=\"0\" cellpadding=\"3\">");
    for (const Part& part : parts)
        html += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>")
                    .arg(QLatin1StringView(part.name), QLatin1StringView(part.licence));
    return html + QStringLiteral("</table>");
}

}  // namespace semblance
