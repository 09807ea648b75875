#include "ui/models/importstrip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/models/modelwording.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int barSteps = 1000;

}  // namespace

ImportStrip::ImportStrip(QWidget* parent)
    : QFrame(parent),
      m_text(new QLabel(this)),
      m_bar(new QProgressBar(this)),
      m_cancel(new QPushButton(tr("Cancel"), this)) {
    describeArea(this, QStringLiteral("importStrip"), tr("Import of a model"));
    setProperty("look", QStringLiteral("notice"));
    describe(m_text, QStringLiteral("importText"), tr("Progress of the import"));
    m_text->setWordWrap(true);
    describe(m_bar, QStringLiteral("importProgress"), tr("Progress of the import"));
    m_bar->setTextVisible(false);
    describe(m_cancel, QStringLiteral("importCancel"), tr("Cancel the import"),
             tr("Cancel the import; what was copied is deleted again"));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(space);
    texts->addWidget(m_text);
    texts->addWidget(m_bar);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space * 3 / 2, space, space, space);
    row->setSpacing(2 * space);
    row->addLayout(texts, 1);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &ImportStrip::cancelWanted);
    hide();
}

void ImportStrip::setProgress(const ModelImportProgress& progress) {
    m_text->setText(importText(progress));
    const bool counted =
        progress.phase == ModelImportProgress::Phase::Copying && progress.bytesTotal > 0;
    // A range of 0 is Qt's way to say "busy".
    m_bar->setRange(0, counted ? barSteps : 0);
    if (counted)
        m_bar->setValue(int(double(progress.bytesDone) / double(progress.bytesTotal) * barSteps));
    m_bar->setAccessibleDescription(m_text->text());
}

QString ImportStrip::text() const {
    return m_text->text();
}

}  // namespace semblance
