#include "ui/viewer/viewerpage.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "core/library/services/pictureservice.h"
#include "ui/files/lookat.h"
#include "ui/results/listplace.h"
#include "ui/results/photolistmodel.h"
#include "ui/results/videomark.h"
#include "ui/style/describe.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"
#include "ui/viewer/factsline.h"
#include "ui/viewer/grouptext.h"
#include "ui/viewer/pictureview.h"
#include "ui/viewer/regionchoice.h"
#include "ui/window/messagestrip.h"

namespace semblance {
namespace {

constexpr int largestView = 4096;
constexpr int noticeAfterMs = 200;
constexpr int previewSide = 512;  // what thumbnails there are
constexpr int nameLetters = 16;   // of the file name, which the tools leave room for

}  // namespace

ViewerPage::ViewerPage(PhotoListModel& model, PictureService& pictures, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_pictures(pictures),
      m_place(new ListPlace(model, this)),
      m_messages(new MessageStrip(this)),
      m_view(new PictureView(this)),
      m_region(new RegionChoice(*m_view)),
      m_message(new QLabel(this)) {
    describeArea(this, QStringLiteral("viewerPage"), tr("Large view"));
    setFocusPolicy(Qt::StrongFocus);
    m_messages->setObjectName(QStringLiteral("viewerMessages"));
    describe(m_message, QStringLiteral("viewerMessage"), tr("State of the large view"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setMargin(4 * space);

    auto* pages = new QWidget(this);
    describeArea(pages, QStringLiteral("viewerPages"), tr("Picture"));
    m_stack = new QStackedLayout(pages);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_message);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    auto* strip = new QVBoxLayout;
    strip->setContentsMargins(2 * space, 0, 2 * space, 0);
    strip->addWidget(m_messages);
    column->addLayout(strip);
    column->addWidget(pages, 1);

    m_slow.setSingleShot(true);
    m_slow.setInterval(noticeAfterMs);
    connect(&m_slow, &QTimer::timeout, this, &ViewerPage::showLoading);
    connect(m_view, &PictureView::zoomChanged, this,
            [this](qreal zoom) { m_zoom->setText(tr("%1 %").arg(qRound(zoom * 100))); });
    connect(&pictures, &PictureService::viewReady, this,
            [this](quint64 number, const QImage& image, const PhotoFacts& facts) {
                if (number != m_number)
                    return;
                m_slow.stop();
                m_view->setImage(image);
                m_stack->setCurrentWidget(m_view);
                m_known = facts;
                m_isLoaded = true;
                showFacts();
                showKind();
                prefetchNeighbours();
                if (std::exchange(m_wantsRegion, false))
                    m_region->begin();
            });
    connect(m_region, &RegionChoice::chosen, this,
            [this](const QRectF& region) { Q_EMIT regionWanted(m_photo, region); });
    connect(m_region, &RegionChoice::ended, this, [this] { setFocus(); });
    connect(m_view, &PictureView::playWanted, this, [this] { Q_EMIT playWanted(m_photo); });
    connect(&pictures, &PictureService::thumbnailReady, this,
            [this](ContentId content, int, const QImage& image) { showPreview(content, image); });
    connect(&pictures, &PictureService::viewFailed, this,
            [this](quint64 number, const Error& error) {
                if (number == m_number && error.kind != ErrorKind::Cancelled)
                    showFailure(error.sentence);
            });
    followList();
}

void ViewerPage::followList() {
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &ViewerPage::takeNews);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &ViewerPage::takeNews);
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, &ViewerPage::takeNews);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &ViewerPage::takeNews);
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_photo.file.isValid())
            m_place->setRow(m_model.rowOf(m_photo.file));
        takeNews();
    });
}

// The list has changed around the picture, or what it knows of it.
void ViewerPage::takeNews() {
    updateSteps();
    if (row() < 0)
        return;
    const PhotoItem now = m_model.photo(row());
    const bool isBack = now.available && !m_photo.available;
    if (now.content != m_photo.content || isBack) {
        load(now);
    } else if (now.path != m_photo.path) {
        m_photo = now;
        showKind();
        Q_EMIT photoChanged();
    } else {
        const bool hasOtherRaws = now.raws != m_photo.raws;
        m_photo = now;
        if (hasOtherRaws)
            showFacts();
    }
}

QToolButton* ViewerPage::addButton(const QString& objectName, const QString& iconName,
                                   const QString& name, const QString& toolTip) {
    auto* button = new QToolButton(this);
    describe(button, objectName, name, toolTip);
    button->setIcon(icon(iconName));
    button->setIconSize(QSize(20, 20));
    return button;
}

QWidget* ViewerPage::buildBar() {
    m_back = addButton(QStringLiteral("viewerBack"), QStringLiteral("arrow-left"),
                       tr("Back to the grid"), tr("Back to the grid (Esc)"));
    m_previous = addButton(QStringLiteral("viewerPrevious"), QStringLiteral("chevron-left"),
                           tr("Previous picture"), tr("Previous picture (Left)"));
    m_next = addButton(QStringLiteral("viewerNext"), QStringLiteral("chevron-right"),
                       tr("Next picture"), tr("Next picture (Right)"));
    auto* out = addButton(QStringLiteral("viewerZoomOut"), QStringLiteral("zoom-out"),
                          tr("Zoom out"), tr("Zoom out (-)"));
    auto* in = addButton(QStringLiteral("viewerZoomIn"), QStringLiteral("zoom-in"), tr("Zoom in"),
                         tr("Zoom in (+)"));
    auto* fitButton = addButton(QStringLiteral("viewerFit"), QStringLiteral("fit"),
                                tr("Fit into the window"), tr("Fit into the window (0)"));
    m_part = addButton(QStringLiteral("viewerPart"), QStringLiteral("crop"),
                       tr("Use a part as reference"),
                       tr("Find pictures like a part of this one (Ctrl+Shift+Enter)"));
    connect(m_part, &QToolButton::clicked, this, &ViewerPage::chooseRegion);
    m_reference = addButton(QStringLiteral("viewerReference"), QStringLiteral("image-plus"),
                            tr("Use as reference"), tr("Find pictures like this one (Enter)"));
    m_reference->setText(tr("Use as reference"));
    m_reference->setIconSize(besideText);
    m_reference->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);

    m_play = addButton(QStringLiteral("viewerPlay"), QStringLiteral("play"), tr("Play the video"),
                       tr("Open the video in your player (Enter)"));
    m_play->setText(tr("Play"));
    m_play->setIconSize(besideText);
    m_play->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);

    m_name = new QLabel(this);
    describe(m_name, QStringLiteral("viewerName"), tr("File name"));
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QFont bold = m_name->font();
    bold.setWeight(QFont::DemiBold);
    m_name->setFont(bold);
    m_facts = new ElidedLabel(this);
    describe(m_facts, QStringLiteral("viewerFacts"), tr("Facts about the picture"));
    m_facts->setProperty("look", QStringLiteral("soft"));
    m_position = new QLabel(this);
    describe(m_position, QStringLiteral("viewerPosition"), tr("Place in the list"));
    m_position->setProperty("look", QStringLiteral("soft"));
    m_groupButton = new QToolButton(this);
    describe(m_groupButton, QStringLiteral("viewerGroup"), tr("Pictures like this one"),
             tr("Show them in the grid"));
    m_groupButton->hide();
    m_zoom = new QLabel(this);
    describe(m_zoom, QStringLiteral("viewerZoom"), tr("Zoom"));
    m_zoom->setProperty("look", QStringLiteral("soft"));
    m_zoom->setMinimumWidth(m_zoom->fontMetrics().horizontalAdvance(QStringLiteral("1600 %")));
    m_zoom->setAlignment(Qt::AlignCenter);

    connect(m_groupButton, &QToolButton::clicked, this, [this] {
        if (m_group)
            Q_EMIT groupWanted(*m_group);
    });
    connect(m_back, &QToolButton::clicked, this, &ViewerPage::closed);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(out, &QToolButton::clicked, m_view, &PictureView::zoomOut);
    connect(in, &QToolButton::clicked, m_view, &PictureView::zoomIn);
    connect(fitButton, &QToolButton::clicked, m_view, &PictureView::fit);
    connect(m_play, &QToolButton::clicked, this, [this] { Q_EMIT playWanted(m_photo); });
    connect(m_reference, &QToolButton::clicked, this, [this] { Q_EMIT referenceWanted(m_photo); });

    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_name);
    auto* facts = new QHBoxLayout;
    facts->addWidget(m_facts, 1);
    facts->addWidget(m_groupButton);
    texts->addLayout(facts);
    auto* bar = m_bar = new QWidget(this);
    // Its words give way before the window grows.
    bar->setMinimumWidth(1);
    describeArea(bar, QStringLiteral("viewerBar"), tr("Tools of the large view"));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space, space, 2 * space, space);
    row->setSpacing(space / 2);
    row->addWidget(m_back);
    row->addSpacing(space);
    row->addLayout(texts, 1);
    row->addWidget(m_position);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addSpacing(space);
    row->addWidget(out);
    row->addWidget(m_zoom);
    row->addWidget(in);
    row->addWidget(fitButton);
    row->addSpacing(space);
    row->addWidget(m_play);
    row->addWidget(m_part);
    row->addWidget(m_reference);
    return bar;
}

void ViewerPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_reference->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_zoom->show();
    m_bar->layout()->invalidate();
    const int ofName = nameLetters * m_name->fontMetrics().averageCharWidth();
    const bool isNarrow = m_bar->layout()->minimumSize().width() + ofName > width();
    if (isNarrow)
        m_reference->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_zoom->setVisible(!isNarrow);
}

int ViewerPage::row() const {
    return m_place->isGap() ? -1 : m_place->row();
}

void ViewerPage::showRow(int row) {
    if (row < 0 || row >= m_model.rowCount())
        return;
    m_place->setRow(row);
    updateSteps();
    load(m_model.photo(row));
}

void ViewerPage::showFile(const QString& path) {
    PhotoItem item;
    item.path = path;
    showPhoto(item);
}

void ViewerPage::showPhoto(const PhotoItem& photo) {
    m_place->clear();
    updateSteps();
    load(photo);
}

void ViewerPage::chooseRegion() {
    m_wantsRegion = !m_isLoaded;
    if (m_isLoaded)
        m_region->begin();
    Q_EMIT said(tr("Drag over the part that counts, or draw it with the arrow keys and Enter."));
}

void ViewerPage::updateSteps() {
    m_previous->setEnabled(m_place->isValid() && m_place->rowAt(-1) >= 0);
    m_next->setEnabled(m_place->isValid() && m_place->rowAt(1) < m_model.rowCount());
    const QLocale locale;
    m_position->setText(
        row() < 0
            ? QString()
            : tr("%1 of %2").arg(locale.toString(row() + 1), locale.toString(m_model.rowCount())));
}

void ViewerPage::load(const PhotoItem& item) {
    m_photo = item;
    m_known = {};
    m_bytes = -1;
    m_isLoaded = false;
    m_wantsRegion = false;
    m_region->end();
    m_facts->setLine({});
    showKind();
    Q_EMIT photoChanged();
    if (!item.available) {
        m_number = 0;
        showFailure(tr("“%1” lies on a disk that is not connected. Plug it in to see the picture "
                       "large.")
                        .arg(QFileInfo(item.path).fileName()));
        return;
    }
    m_slow.start();
    if (item.content.isValid())
        m_pictures.requestThumbnail(item.content, previewSide, item.path);
    m_number = m_pictures.requestView(item.path, viewSide(), item.file);
    lookAt(item.path, this, [this](const PathFacts& facts) {
        if (facts.path != m_photo.path || facts.kind != PathFacts::Kind::File)
            return;
        m_bytes = facts.bytes;
        showFacts();
    });
}

// What the cache has is there at once; the picture itself takes its decoder a while.
void ViewerPage::showPreview(ContentId content, const QImage& image) {
    if (!isVisible() || m_isLoaded || m_number == 0 || content != m_photo.content)
        return;
    m_slow.stop();
    // A small picture is all there, and is not enlarged.
    if (qMax(image.width(), image.height()) < previewSide)
        m_view->setImage(image);
    else
        m_view->setPreview(image);
    m_stack->setCurrentWidget(m_view);
}

void ViewerPage::prefetchNeighbours() {
    if (!m_place->isValid())
        return;
    QList<PhotoItem> items;
    for (const int by : {m_direction, -m_direction}) {
        const int row = m_place->rowAt(by);
        if (row >= 0 && row < m_model.rowCount() && m_model.photo(row).available)
            items.append(m_model.photo(row));
    }
    m_pictures.prefetchViews(items, viewSide());
}

void ViewerPage::hideEvent(QHideEvent* event) {
    m_pictures.prefetchViews({}, 0);
    QWidget::hideEvent(event);
}

void ViewerPage::cycleGround() {
    static const QStringList names{tr("Ground: what the picture stands out from"),
                                   tr("Ground: light"), tr("Ground: dark"), tr("Ground: checks")};
    const int next = (int(m_view->ground()) + 1) % int(names.size());
    m_view->setGround(Ground(next));
    Q_EMIT said(names[next]);
}

void ViewerPage::showKind() {
    const QString name = QFileInfo(m_photo.path).fileName();
    m_name->setText(name);
    m_view->setFilm(isFilm());
    m_play->setVisible(isFilm());
    // What could not be read looks like nothing.
    for (QToolButton* button : {m_part, m_reference})
        button->setEnabled(m_photo.failure.isEmpty());
    m_reference->setToolTip(isFilm() ? tr("Find pictures like this frame")
                                     : tr("Find pictures like this one (Enter)"));
    if (!isFilm())
        return m_view->setAccessibleName(tr("Large picture %1").arg(name));
    const qint64 length = m_known.durationMs ? *m_known.durationMs : m_photo.durationMs.value_or(0);
    m_view->setAccessibleName(QStringLiteral("%1, %2").arg(name, videoText(length)));
}

int ViewerPage::viewSide() const {
    // Twice the page, so that zooming in shows more before it shows pixels.
    const int side = qRound(2 * qMax(width(), height()) * devicePixelRatioF());
    return qBound(1024, side, largestView);
}

void ViewerPage::step(int by) {
    if (!m_place->isValid())
        return;
    m_direction = by;
    showRow(m_place->rowAt(by));
}

void ViewerPage::showLoading() {
    m_message->setText(tr("Loading…"));
    m_stack->setCurrentWidget(m_message);
}

void ViewerPage::showFailure(const QString& sentence) {
    m_slow.stop();
    m_view->clear();
    m_message->setText(sentence);
    m_stack->setCurrentWidget(m_message);
}

void ViewerPage::setGroup(const std::optional<PhotoGroup>& group) {
    m_group = group;
    m_groupButton->setVisible(group.has_value());
    if (!group)
        return;
    m_groupButton->setText(groupText(*group));
    m_groupButton->setAccessibleName(m_groupButton->text());
}

void ViewerPage::setKnown(ContentId content, const PhotoFacts& facts) {
    if (m_photo.content != content || !m_isLoaded)
        return;
    m_known = facts;
    showFacts();
}

void ViewerPage::showFacts() {
    m_facts->setLine(factsLine(m_known, m_bytes, m_photo.raws));
}

void ViewerPage::keyPressEvent(QKeyEvent* event) {
    const bool rightToLeft = isRightToLeft();
    switch (event->key()) {
        case Qt::Key_Escape:
        case Qt::Key_Space:
            Q_EMIT closed();
            return;
        case Qt::Key_Left:
            step(rightToLeft ? 1 : -1);
            return;
        case Qt::Key_Right:
            step(rightToLeft ? -1 : 1);
            return;
        case Qt::Key_PageUp:
        case Qt::Key_Up:
            step(-1);
            return;
        case Qt::Key_PageDown:
        case Qt::Key_Down:
            step(1);
            return;
        case Qt::Key_Home:
            if (m_place->isValid())
                showRow(0);
            return;
        case Qt::Key_End:
            if (m_place->isValid())
                showRow(m_model.rowCount() - 1);
            return;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            m_view->zoomIn();
            return;
        case Qt::Key_Minus:
            m_view->zoomOut();
            return;
        case Qt::Key_0:
            m_view->fit();
            return;
        case Qt::Key_B:
            cycleGround();
            return;
        case Qt::Key_1:
            m_view->zoomToPixels();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (isFilm())
                Q_EMIT playWanted(m_photo);
            else if (m_photo.failure.isEmpty())
                Q_EMIT referenceWanted(m_photo);
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace semblance
