#pragma once

#include <QTimer>
#include <QWidget>

#include "core/base/photofacts.h"
#include "core/base/result.h"
#include "core/library/photolist.h"

class QLabel;
class QStackedLayout;
class QToolButton;

namespace semblance {

class PhotoListModel;
class PictureService;
class PictureView;

/// The large view of one picture of the list: decoded by a decoder process, zoomed and panned here.
class ViewerPage final : public QWidget {
    Q_OBJECT

public:
    ViewerPage(PhotoListModel& model, PictureService& pictures, QWidget* parent = nullptr);

    /// Shows a row of the list; next and previous walk the list from there.
    void showRow(int row);
    /// Shows a file that is not in the list (a reference): no next and previous.
    void showFile(const QString& path);

    int row() const { return m_row; }
    PhotoItem photo() const { return m_photo; }

Q_SIGNALS:
    void closed();
    void referenceWanted(const semblance::PhotoItem& item);
    void rowShown(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildBar();
    QToolButton* addButton(const QString& objectName, const QString& iconName, const QString& name,
                           const QString& toolTip);
    void load(const PhotoItem& item);
    void step(int by);
    void showLoading();
    void showFailure(const QString& sentence);
    void showFacts(const PhotoFacts& facts);
    int viewSide() const;

    PhotoListModel& m_model;
    PictureService& m_pictures;
    PictureView* m_view;
    QLabel* m_message;
    QStackedLayout* m_stack;
    QLabel* m_name = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_zoom = nullptr;
    QToolButton* m_back = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    QToolButton* m_reference = nullptr;
    QTimer m_slow;  ///< says "Loading" only when it takes long enough to be noticed
    PhotoItem m_photo;
    int m_row = -1;
    quint64 m_number = 0;
};

}  // namespace semblance
