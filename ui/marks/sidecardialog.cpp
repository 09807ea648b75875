#include "ui/marks/sidecardialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStringListModel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SidecarDialog)
};

int existing(const SidecarPlan& plan) {
    return int(std::count_if(plan.targets.begin(), plan.targets.end(),
                             [](const SidecarPlan::Target& target) { return target.exists; }));
}

QString lineOf(const SidecarPlan::Target& target) {
    const QString path = QDir::toNativeSeparators(target.sidecar);
    return target.exists ? Text::tr("%1  ·  is there: kept and added to").arg(path) : path;
}

QString leftOut(const SidecarPlan& plan) {
    QStringList lines;
    if (plan.unmarked > 0)
        lines.append(Text::tr("%Ln picture(s) have no marks.", nullptr, plan.unmarked));
    if (plan.away > 0)
        lines.append(
            Text::tr("The folder of %Ln picture(s) is not there now.", nullptr, plan.away));
    constexpr qsizetype mostFolders = 5;
    for (const QString& folder : plan.readOnly.first(qMin(mostFolders, plan.readOnly.size())))
        lines.append(Text::tr("“%1” cannot be written to.").arg(QDir::toNativeSeparators(folder)));
    if (const qsizetype more = plan.readOnly.size() - mostFolders; more > 0)
        lines.append(Text::tr("Nor can %Ln more folder(s) be written to.", nullptr, int(more)));
    return lines.join(u'\n');
}

}  // namespace

SidecarDialog::SidecarDialog(const SidecarPlan& plan, QWidget* parent) : QDialog(parent) {
    describeArea(this, QStringLiteral("sidecarDialog"), tr("Write sidecars"));
    setWindowTitle(tr("Write sidecars"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space);
    column->setSpacing(space * 3 / 2);
    const int count = int(plan.targets.size());
    addText(*column, QStringLiteral("sidecarIntro"),
            count > 0 ? tr("Rating, label, tags and note of %Ln picture(s) are written into XMP "
                           "files beside them, which other programs read. The pictures stay as "
                           "they are.",
                           nullptr, count)
                      : tr("There is nothing to write."),
            "");
    if (count > 0)
        addList(*column, plan);
    if (existing(plan) > 0)
        addText(*column, QStringLiteral("sidecarBackup"),
                tr("What other programs wrote into %Ln of them stays; the file as it was is kept "
                   "beside it, with “.bak” at its end.",
                   nullptr, existing(plan)),
                "soft");
    if (const QString left = leftOut(plan); !left.isEmpty())
        addText(*column, QStringLiteral("sidecarLeftOut"), left, "soft");
    if (count == 0)
        column->addStretch();
    addButtons(*column, plan);
    constexpr int width = 560;
    resize(width, count > 0 ? 420 : column->totalHeightForWidth(width));
}

void SidecarDialog::addText(QVBoxLayout& column, const QString& name, const QString& text,
                            const char* look) {
    auto* label = new QLabel(text, this);
    describeArea(label, name, text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("look", QLatin1StringView(look));
    column.addWidget(label);
}

void SidecarDialog::addList(QVBoxLayout& column, const SidecarPlan& plan) {
    QStringList lines;
    for (const SidecarPlan::Target& target : plan.targets)
        lines.append(lineOf(target));
    auto* list = new QListView(this);
    describeArea(list, QStringLiteral("sidecarList"), tr("Files to be written"));
    list->setModel(new QStringListModel(lines, list));
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setTextElideMode(Qt::ElideMiddle);
    list->setUniformItemSizes(true);
    column.addWidget(list, 1);
}

void SidecarDialog::addButtons(QVBoxLayout& column, const SidecarPlan& plan) {
    auto* buttons = new QDialogButtonBox(this);
    describeArea(buttons, QStringLiteral("sidecarButtons"), tr("Actions"));
    if (!plan.targets.empty()) {
        auto* write = new QPushButton(tr("Write"), this);
        describe(write, QStringLiteral("sidecarWrite"), tr("Write the sidecars"));
        write->setProperty("look", QStringLiteral("main"));
        write->setDefault(true);
        buttons->addButton(write, QDialogButtonBox::AcceptRole);
    }
    auto* cancel = buttons->addButton(plan.targets.empty() ? tr("Close") : tr("Cancel"),
                                      QDialogButtonBox::RejectRole);
    describe(cancel, QStringLiteral("sidecarCancel"), cancel->text(),
             tr("%1 (Esc)").arg(cancel->text()));
    column.addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString writtenText(const SidecarPlan& plan, const WrittenSidecars& done) {
    QStringList parts{Text::tr("%Ln sidecar(s) written.", nullptr, done.written)};
    if (done.unchanged > 0)
        parts.append(Text::tr("%Ln said it all already.", nullptr, done.unchanged));
    if (done.isCancelled)
        parts.append(Text::tr("The rest was not written."));
    if (!done.left.empty()) {
        const WrittenSidecars::Left& first = done.left.front();
        parts.append(Text::tr("%Ln could not be written; “%1”: %2", nullptr, int(done.left.size()))
                         .arg(QFileInfo(first.sidecar).fileName(), first.why));
    }
    if (!plan.readOnly.isEmpty())
        parts.append(Text::tr("“%1” cannot be written to.").arg(plan.readOnly.first()));
    return parts.join(u' ');
}

}  // namespace semblance
