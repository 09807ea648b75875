#include "ui/panel/sidepanel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/gazetteer/gazetteer.h"
#include "ui/panel/colourstrip.h"
#include "ui/panel/explainedpicture.h"
#include "ui/panel/facttable.h"
#include "ui/panel/picturemosaic.h"
#include "ui/panel/sharebars.h"
#include "ui/style/dates.h"
#include "ui/style/describe.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/flowlayout.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"
#include "ui/viewer/grouptext.h"

namespace semblance {

namespace {
/// Of the longest bar: less is nothing.
constexpr double leastShare = 0.02;
/// Of what is in the panel, in pixels.
constexpr int leastWidth = 120;
/// Characters that are shown; all of them can be copied.
constexpr int mostText = 600;

QList<ShareBars::Bar> wordBars(const Explanation& explanation) {
    double most = 0;
    for (const Explanation::Word& word : explanation.words)
        most = std::max(most, std::abs(word.share));
    QList<ShareBars::Bar> bars;
    for (const Explanation::Word& word : explanation.words) {
        const double share = most > 0 ? word.share / most : 0;
        bars.append({word.text, std::abs(share) < leastShare ? 0 : share});
    }
    return bars;
}

/// How many, of which time, in how many folders.
QString selectionText(const QList<PhotoItem>& photos) {
    qint64 first = photos.front().takenMs;
    qint64 last = first;
    QSet<QString> folders;
    for (const PhotoItem& photo : photos) {
        first = std::min(first, photo.takenMs);
        last = std::max(last, photo.takenMs);
        folders.insert(photo.path.left(photo.path.lastIndexOf(u'/')));
    }
    const auto day = [](qint64 ms) {
        return shortDate(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).date());
    };
    QStringList lines{SidePanel::tr("%Ln picture(s) selected", nullptr, int(photos.size()))};
    lines.append(day(first) == day(last) ? day(first)
                                         : SidePanel::tr("%1 – %2").arg(day(first), day(last)));
    if (folders.size() > 1)
        lines.append(SidePanel::tr("in %Ln folder(s)", nullptr, int(folders.size())));
    return lines.join(u'\n');
}

QLabel* heading(const QString& text, const QString& name, QWidget* parent) {
    auto* label = new ElidedLabel(parent);
    describeArea(label, name, text);
    label->setLine(text);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}
}  // namespace

SidePanel::SidePanel(QWidget* parent)
    : QFrame(parent),
      m_one(new QWidget(this)),
      m_scroll(new QScrollArea(this)),
      m_none(new QLabel(this)),
      m_several(new PictureMosaic(this)),
      m_picture(new ExplainedPicture(m_one)),
      m_name(new ElidedLabel(m_one)),
      m_folder(new ElidedLabel(m_one)),
      m_colours(new ColourStrip(m_one)),
      m_facts(new QFormLayout),
      m_text(new QWidget(m_one)),
      m_written(new QLabel(m_text)),
      m_group(new QPushButton(m_one)),
      m_similar(new QPushButton(tr("Find similar pictures"), m_one)),
      m_why(new QWidget(m_one)),
      m_whyNote(new QLabel(m_why)),
      m_shares(new ShareBars(m_why)),
      m_words(new ShareBars(m_why)),
      m_map(new QCheckBox(tr("Show where"), m_why)),
      m_copy(new QPushButton(tr("Copy"), m_why)) {
    describeArea(this, QStringLiteral("sidePanel"), tr("About the picture"));
    setProperty("look", QStringLiteral("side"));
    auto* close = new QToolButton(this);
    describe(close, QStringLiteral("panelClose"), tr("Close"), tr("Close (I)"));
    close->setIcon(icon(QStringLiteral("x")));
    close->setProperty("look", QStringLiteral("small"));
    connect(close, &QToolButton::clicked, this, &SidePanel::closeWanted);
    auto* top = new QHBoxLayout;
    top->addWidget(heading(tr("About the picture"), QStringLiteral("panelTitle"), this), 1);
    top->addWidget(close);

    describeArea(m_one, QStringLiteral("panelPicture"), tr("Picture"));
    describe(m_none, QStringLiteral("panelNone"), tr("Selection"));
    m_none->setToolTip({});
    m_none->setProperty("look", QStringLiteral("soft"));
    m_none->setWordWrap(true);
    describeArea(m_picture, QStringLiteral("panelPreview"), tr("Preview"));
    describeArea(m_name, QStringLiteral("panelName"), tr("Name"));
    describeArea(m_folder, QStringLiteral("panelFolder"), tr("Folder"));
    m_folder->setProperty("look", QStringLiteral("soft"));
    describe(m_group, QStringLiteral("panelGroup"), tr("Show what belongs together with it"));
    describe(m_similar, QStringLiteral("panelSimilar"), tr("Find similar pictures"),
             tr("Search with this picture as the reference (Return)"));
    for (QPushButton* link : {m_group, m_similar})
        link->setProperty("look", QStringLiteral("link"));
    connect(m_group, &QPushButton::clicked, this, [this] {
        if (m_groupShown)
            Q_EMIT groupWanted(*m_groupShown);
    });
    connect(m_similar, &QPushButton::clicked, this, [this] { Q_EMIT similarWanted(m_photo); });
    connect(m_colours, &ColourStrip::filterWanted, this, &SidePanel::filterWanted);
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(space * 3 / 2);
    m_facts->setVerticalSpacing(space / 2);
    m_facts->setLabelAlignment(Qt::AlignLeading);
    // Where letters are large, values stand below their names.
    m_facts->setRowWrapPolicy(QFormLayout::WrapLongRows);
    buildWhy();
    buildText();

    auto* inner = new QVBoxLayout(m_one);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(space);
    inner->addWidget(m_picture);
    inner->addWidget(m_name);
    inner->addWidget(m_folder);
    inner->addWidget(m_why);
    inner->addWidget(m_text);
    inner->addWidget(m_colours);
    inner->addLayout(m_facts);
    inner->addWidget(m_group, 0, Qt::AlignLeading);
    inner->addWidget(m_similar, 0, Qt::AlignLeading);
    inner->addStretch();
    describeArea(m_scroll, QStringLiteral("panelScroll"), tr("About the picture"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_one);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space * 3 / 2, 2 * space, space * 3 / 2, space);
    column->setSpacing(space);
    column->addLayout(top);
    column->addWidget(m_several);
    column->addWidget(m_none);
    column->addWidget(m_scroll, 1);
    column->addStretch();
    fitWidth();
    setSelection({});
}

/// What is in it and does not wrap is seen whole.
void SidePanel::fitWidth() {
    int widest = leastWidth;
    for (const QWidget* part : {static_cast<QWidget*>(m_similar), static_cast<QWidget*>(m_map),
                                static_cast<QWidget*>(m_copy)}) {
        part->ensurePolished();
        widest = std::max(widest, part->sizeHint().width());
    }
    const QMargins margins = layout()->contentsMargins();
    setMinimumWidth(widest + margins.left() + margins.right() +
                    style()->pixelMetric(QStyle::PM_ScrollBarExtent));
}

void SidePanel::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitWidth();
}

void SidePanel::buildWhy() {
    describeArea(m_why, QStringLiteral("panelWhy"), tr("Why this picture"));
    describe(m_whyNote, QStringLiteral("panelWhyNote"), tr("How it was found out"));
    m_whyNote->setToolTip({});
    m_whyNote->setProperty("look", QStringLiteral("soft"));
    m_whyNote->setWordWrap(true);
    describeArea(m_shares, QStringLiteral("panelShares"), tr("Shares of references and sentence"));
    describeArea(m_words, QStringLiteral("panelWords"), tr("What each word adds"));
    describe(m_map, QStringLiteral("panelMap"), tr("Show where in the picture the answer lies"));
    m_map->setChecked(true);
    connect(m_map, &QCheckBox::toggled, m_picture, &ExplainedPicture::setMapShown);
    describe(m_copy, QStringLiteral("panelCopy"), tr("Copy the picture as it is shown here"));
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setIconSize(besideText);
    connect(m_copy, &QPushButton::clicked, this, &SidePanel::copy);
    // One below the other where letters are large.
    auto* row = new FlowLayout(space);
    row->addWidget(m_map);
    row->addWidget(m_copy);
    auto* column = new QVBoxLayout(m_why);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space / 2);
    column->addSpacing(space / 2);
    column->addWidget(heading(tr("Why this picture"), QStringLiteral("panelWhyTitle"), m_why));
    column->addWidget(m_shares);
    column->addWidget(m_words);
    column->addLayout(row);
    column->addWidget(m_whyNote);
}

void SidePanel::buildText() {
    describeArea(m_text, QStringLiteral("panelText"), tr("Text in the picture"));
    describeArea(m_written, QStringLiteral("panelWritten"), tr("Text in the picture"));
    m_written->setTextFormat(Qt::PlainText);
    m_written->setWordWrap(true);
    m_written->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* copyText = new QToolButton(m_text);
    describe(copyText, QStringLiteral("panelTextCopy"), tr("Copy the text"));
    copyText->setIcon(icon(QStringLiteral("copy")));
    copyText->setProperty("look", QStringLiteral("small"));
    connect(copyText, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_wholeText);
        Q_EMIT said(tr("The text was copied."));
    });
    auto* top = new QHBoxLayout;
    top->addWidget(heading(tr("Text in the picture"), QStringLiteral("panelTextTitle"), m_text), 1);
    top->addWidget(copyText);
    auto* column = new QVBoxLayout(m_text);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space / 2);
    column->addLayout(top);
    column->addWidget(m_written);
    setText({});
}

void SidePanel::setText(const QString& text) {
    m_wholeText = text;
    const bool isLong = text.size() > mostText;
    m_written->setText(isLong ? text.left(mostText) + QChar(u'…') : text);
    m_text->setVisible(!text.isEmpty());
}

void SidePanel::showOne(bool isOne) {
    m_scroll->setVisible(isOne);
    m_none->setVisible(!isOne);
    m_several->setVisible(!isOne && !m_first.isEmpty());
}

void SidePanel::setSelection(const QList<PhotoItem>& photos) {
    m_first = photos.first(qMin(PictureMosaic::mostPictures, photos.size()));
    QList<ContentId> contents;
    for (const PhotoItem& photo : m_first)
        contents.append(photo.content);
    m_several->setContents(contents);
    m_none->setText(photos.isEmpty() ? tr("Choose a picture to see what is known of it.")
                                     : selectionText(photos));
    m_photo = {};
    showOne(false);
}

QList<PhotoItem> SidePanel::picturesWanted() const {
    QList<PhotoItem> wanted;
    for (const PhotoItem& photo : m_first) {
        if (!m_several->hasPicture(photo.content))
            wanted.append(photo);
    }
    return wanted;
}

void SidePanel::setPhoto(const PhotoItem& photo) {
    showOne(true);
    if (photo.file == m_photo.file && photo.path == m_photo.path) {
        m_photo = photo;
        return;
    }
    m_photo = photo;
    // What could not be read looks like nothing.
    m_similar->setVisible(photo.failure.isEmpty());
    const QFileInfo info(photo.path);
    m_name->setLine(info.fileName());
    m_folder->setLine(QDir::toNativeSeparators(info.path()));
    m_picture->setPicture({});
    setFacts({}, -1);
    setGroup(std::nullopt);
    setText({});
    clearExplanation();
    Q_EMIT photoChanged(photo);
}

void SidePanel::setPicture(ContentId content, const QImage& picture) {
    m_several->setPicture(content, picture);
    if (content == m_photo.content)
        m_picture->setPicture(picture);
}

void SidePanel::setFacts(const PhotoFacts& facts, qint64 bytes) {
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    m_colours->setColours(bytes < 0 ? Palette() : facts.palette.value_or(Palette()));
    if (bytes < 0)
        return;
    if (facts.place)
        addPlace(*facts.place);
    for (const auto& [name, value] : factTable(facts, bytes))
        addFact(name, value)->setTextInteractionFlags(Qt::TextSelectableByMouse);
}

QLabel* SidePanel::addFact(const QString& name, const QString& value) {
    auto* label = new QLabel(name, m_one);
    describeArea(label, QStringLiteral("factName"), name);
    label->setProperty("look", QStringLiteral("soft"));
    auto* text = new QLabel(value, m_one);
    describeArea(text, QStringLiteral("factValue"), name + QStringLiteral(": ") + value);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    m_facts->addRow(label, text);
    return text;
}

/// A link to what else was taken there.
void SidePanel::addPlace(const GeoPlace& coordinates) {
    const QString place = QString::fromStdString(Gazetteer::shared().nearest(coordinates));
    if (place.isEmpty())
        return;
    QLabel* const text = addFact(tr("Place"), placeText(place));
    text->setObjectName(QStringLiteral("panelPlace"));
    text->setToolTip(tr("Show pictures of this place"));
    text->setTextFormat(Qt::RichText);
    text->setText(QStringLiteral("<a href=\"#\">%1</a>").arg(placeText(place).toHtmlEscaped()));
    text->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(text, &QLabel::linkActivated, this, [this, place] {
        Q_EMIT filterWanted(
            {PhotoFilter::Field::Place, PhotoFilter::Relation::Equal, u'/' + place});
    });
}

void SidePanel::setGroup(const std::optional<PhotoGroup>& group) {
    m_groupShown = group;
    m_group->setVisible(group.has_value());
    if (group)
        m_group->setText(groupText(*group));
}

void SidePanel::showWhy(bool shown) {
    m_why->setVisible(shown);
    for (QWidget* part : {static_cast<QWidget*>(m_shares), static_cast<QWidget*>(m_words),
                          static_cast<QWidget*>(m_map), static_cast<QWidget*>(m_copy)})
        part->hide();
}

void SidePanel::clearExplanation() {
    m_picture->setExplanation({});
    showWhy(false);
}

void SidePanel::setExplaining() {
    // What was found out stays to be seen until the next answer is there.
    if (m_why->isVisibleTo(m_one))
        return;
    showWhy(true);
    m_whyNote->setText(tr("Looking…"));
}

void SidePanel::setUnexplained(const QString& sentence) {
    showWhy(true);
    m_whyNote->setText(sentence);
}

void SidePanel::setExplanation(const Query& query, const Explanation& explanation) {
    showWhy(true);
    QList<ShareBars::Bar> shares;
    for (std::size_t i = 0; i < explanation.references.size() && i < query.references.size(); ++i) {
        const QString name = QFileInfo(query.references[i].picture.path).fileName();
        shares.append({name.isEmpty() ? tr("Pasted picture") : name, explanation.references[i]});
    }
    if (explanation.sentences > 0)
        shares.append({tr("Sentence"), explanation.sentences});
    m_shares->setBars(shares);
    m_shares->setVisible(shares.size() > 1);
    m_words->setBars(wordBars(explanation));
    m_words->setVisible(explanation.words.size() > 1);
    m_picture->setExplanation(explanation);
    m_map->setVisible(m_picture->hasMap());
    m_copy->setVisible(m_picture->hasMap());
    m_whyNote->setText(
        m_picture->hasMap()
            ? tr("Approximate. Bright is what answers the query; a word’s bar is what the picture "
                 "would lose without it.")
            : tr("Approximate. A word’s bar is what the picture would lose without it."));
}

void SidePanel::copy() {
    QGuiApplication::clipboard()->setImage(m_picture->painted());
    Q_EMIT said(tr("The picture was copied as it is shown."));
}

}  // namespace semblance
