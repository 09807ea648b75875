#include "ui/collections/collectionbar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include "ui/library/wording.h"
#include "ui/style/describe.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int iconSide = 18;

}  // namespace

CollectionBar::CollectionBar(QWidget* parent)
    : QFrame(parent),
      m_icon(new QLabel(this)),
      m_name(new ElidedLabel(this)),
      m_count(new QLabel(this)),
      m_export(new QToolButton(this)),
      m_close(new QToolButton(this)) {
    describeArea(this, QStringLiteral("collectionBar"), tr("Collection"));
    describeArea(m_icon, QStringLiteral("collectionBarIcon"), tr("Collection"));
    describeArea(m_name, QStringLiteral("collectionBarName"), tr("Name"));
    describeArea(m_count, QStringLiteral("collectionBarCount"), tr("Count"));
    QFont bold = m_name->font();
    bold.setWeight(QFont::DemiBold);
    m_name->setFont(bold);
    m_count->setProperty("look", QStringLiteral("soft"));
    describe(m_export, QStringLiteral("collectionExport"), tr("Export the collection"),
             tr("Copy the pictures of the collection to a folder"));
    m_export->setText(tr("Export…"));
    m_export->setIcon(icon(QStringLiteral("external-link")));
    m_export->setIconSize(QSize(16, 16));
    m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    describe(m_close, QStringLiteral("collectionClose"), tr("Back to all pictures"));
    m_close->setIcon(icon(QStringLiteral("x")));
    m_close->setIconSize(QSize(16, 16));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space, 0, 0, 0);
    row->setSpacing(space);
    row->addWidget(m_icon);
    row->addWidget(m_name, 1);
    row->addWidget(m_count);
    row->addWidget(m_export);
    row->addWidget(m_close);
    connect(m_export, &QToolButton::clicked, this, &CollectionBar::exportWanted);
    connect(m_close, &QToolButton::clicked, this, &CollectionBar::closeWanted);
    updateIcon();
    hide();
}

void CollectionBar::setCollection(const QString& name, qsizetype pictures, int missing) {
    m_name->setLine(name);
    QString count = picturesText(pictures);
    if (missing > 0)
        count += QStringLiteral("  ·  ") + tr("%Ln missing", nullptr, missing);
    m_count->setText(count);
    m_export->setEnabled(pictures > missing);
    setAccessibleDescription(name + QStringLiteral(", ") + count);
}

void CollectionBar::updateIcon() {
    m_icon->setPixmap(iconPixmap(QStringLiteral("images"), iconSide, devicePixelRatioF(),
                                 tokensFor(palette()).textSoft));
}

void CollectionBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
    QFrame::changeEvent(event);
}

}  // namespace semblance
