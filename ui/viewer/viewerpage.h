#pragma once

#include <QTimer>
#include <QWidget>

#include "core/base/photofacts.h"
#include "core/base/result.h"
#include "core/catalogue/photogroups.h"
#include "core/catalogue/photolist.h"

class QLabel;
class QStackedLayout;
class QToolButton;

namespace semblance {

class ElidedLabel;
class ListPlace;
class MessageStrip;
class PhotoListModel;
class PictureService;
class PictureView;
class RegionChoice;

/// The large view of one picture of the list: decoded by a decoder process, zoomed and panned here.
/// It stays with the picture however the list changes; one that is taken out of the list stays to
/// be seen, between those that were its neighbours.
class ViewerPage final : public QWidget {
    Q_OBJECT

public:
    ViewerPage(PhotoListModel& model, PictureService& pictures, QWidget* parent = nullptr);

    /// Shows a row of the list; next and previous walk the list from there.
    void showRow(int row);
    /// Shows a file that is not in the list (a reference): no next and previous.
    void showFile(const QString& path);
    /// The same of a picture of the library's that is in no list.
    void showPhoto(const PhotoItem& photo);

    /// Lets a part of the picture be chosen, as soon as it is there; regionWanted() follows.
    void chooseRegion();

    /// The picture's row; -1 when it is not in the list.
    int row() const;
    PhotoItem photo() const { return m_photo; }
    /// The group that the picture shown is in; told beside its facts.
    void setGroup(const std::optional<PhotoGroup>& group);
    /// What is known of a picture by now; of another one than is shown nothing happens.
    void setKnown(ContentId content, const PhotoFacts& facts);
    MessageStrip* messages() const { return m_messages; }

Q_SIGNALS:
    void closed();
    /// A sentence to be shown for a moment.
    void said(const QString& sentence);
    void groupWanted(const semblance::PhotoGroup& group);
    void referenceWanted(const semblance::PhotoItem& item);
    /// A part of it, in 0..1, is wanted as a reference.
    void regionWanted(const semblance::PhotoItem& item, const QRectF& region);
    /// The film that is shown is to be opened in the user's player.
    void playWanted(const semblance::PhotoItem& item);
    /// Another picture, or what is known of it, is shown.
    void photoChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildBar();
    QToolButton* addButton(const QString& objectName, const QString& iconName, const QString& name,
                           const QString& toolTip);
    void followList();
    void takeNews();
    void updateSteps();
    void load(const PhotoItem& item);
    void step(int by);
    void showPreview(ContentId content, const QImage& image);
    void prefetchNeighbours();
    void cycleGround();
    void showLoading();
    void showFailure(const QString& sentence);
    void showFacts();
    bool isFilm() const { return m_photo.durationMs || m_known.durationMs; }
    void showKind();
    int viewSide() const;

    PhotoListModel& m_model;
    PictureService& m_pictures;
    ListPlace* m_place;
    MessageStrip* m_messages;
    PictureView* m_view;
    RegionChoice* m_region;
    QLabel* m_message;
    QStackedLayout* m_stack;
    QLabel* m_name = nullptr;
    ElidedLabel* m_facts = nullptr;
    QToolButton* m_groupButton = nullptr;
    std::optional<PhotoGroup> m_group;
    QLabel* m_zoom = nullptr;
    QLabel* m_position = nullptr;
    QToolButton* m_back = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    QWidget* m_bar = nullptr;
    QToolButton* m_part = nullptr;
    QToolButton* m_reference = nullptr;
    QToolButton* m_play = nullptr;  ///< only beside films
    QTimer m_slow;                  ///< says "Loading" only when it takes long enough to be noticed
    PhotoItem m_photo;
    PhotoFacts m_known;
    qint64 m_bytes = -1;  ///< of the file; < 0: not known
    quint64 m_number = 0;
    bool m_isLoaded = false;
    bool m_wantsRegion = false;  ///< as soon as the picture is there
    int m_direction = 1;         ///< of the last step: where the next one probably goes
};

}  // namespace semblance
