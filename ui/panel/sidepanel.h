#pragma once

#include <QFrame>

#include "core/base/photofacts.h"
#include "core/base/photofilter.h"
#include "core/catalogue/photogroups.h"
#include "core/query/explanation.h"
#include "core/query/query.h"

class QCheckBox;
class QScrollArea;
class QFormLayout;
class QLabel;
class QPushButton;

namespace semblance {

class ColourStrip;
class ElidedLabel;
class ExplainedPicture;
class PictureMosaic;
class ShareBars;

/// What is known of the current picture, beside the grid: its facts, where else it lies, and why it
/// is among the answers. Knows no service.
class SidePanel final : public QFrame {
    Q_OBJECT

public:
    explicit SidePanel(QWidget* parent = nullptr);

    /// Another picture: what was known of the one before goes.
    void setPhoto(const PhotoItem& photo);
    /// None, or several at once: four of them, and what they have together.
    void setSelection(const QList<PhotoItem>& photos);
    /// Of the four whose pictures are still to come.
    QList<PhotoItem> picturesWanted() const;
    const PhotoItem& photo() const { return m_photo; }

    /// Of the picture, or of one of several; those of others change nothing.
    void setPicture(ContentId content, const QImage& picture);
    void setFacts(const PhotoFacts& facts, qint64 bytes);
    void setGroup(const std::optional<PhotoGroup>& group);
    /// What is written in the picture; empty: nothing.
    void setText(const QString& text);

    /// Why it is among the answers is being found out.
    void setExplaining();
    void setExplanation(const Query& query, const Explanation& explanation);
    /// Why it is not told.
    void setUnexplained(const QString& sentence);
    /// Nothing was asked for that could be explained.
    void clearExplanation();

Q_SIGNALS:
    /// Another picture is told of.
    void photoChanged(const semblance::PhotoItem& photo);
    void groupWanted(const semblance::PhotoGroup& group);
    void similarWanted(const semblance::PhotoItem& photo);
    /// Pictures of this place, or with this colour.
    void filterWanted(const semblance::PhotoFilter::Term& term);
    void said(const QString& sentence);
    void closeWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void fitWidth();
    void showOne(bool isOne);
    void buildWhy();
    QLabel* addFact(const QString& name, const QString& value);
    void addPlace(const GeoPlace& coordinates);
    void buildText();
    void showWhy(bool shown);
    void copy();

    PhotoItem m_photo;
    std::optional<PhotoGroup> m_groupShown;
    QWidget* m_one;  ///< of a single picture, in m_scroll
    QScrollArea* m_scroll;
    QLabel* m_none;  ///< of no picture, or several
    PictureMosaic* m_several;
    QList<PhotoItem> m_first;  ///< of several
    ExplainedPicture* m_picture;
    ElidedLabel* m_name;
    ElidedLabel* m_folder;
    ColourStrip* m_colours;
    QFormLayout* m_facts;
    QWidget* m_text;
    QLabel* m_written;
    QString m_wholeText;
    QPushButton* m_group;
    QPushButton* m_similar;
    QWidget* m_why;
    QLabel* m_whyNote;
    ShareBars* m_shares;  ///< of references and sentence
    ShareBars* m_words;
    QCheckBox* m_map;
    QPushButton* m_copy;
};

}  // namespace semblance
