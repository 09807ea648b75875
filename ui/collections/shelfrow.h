#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QMenu;

namespace semblance {

class ElidedLabel;
class InlineQuestion;

/// A saved search or a collection in the side bar: its icon, name and count. A click, Enter or
/// Space opens it, F2 renames it, Delete asks whether to remove it; pictures dragged from the grid
/// can be dropped on it where that means something.
class ShelfRow final : public QFrame {
    Q_OBJECT

public:
    struct Words {
        QString objectName;
        QString icon;
        QString accessible;  ///< with %1 for the name and %2 for the count
        QString question;    ///< before it is removed
        QString remove;      ///< in its menu
        bool takesDrops = false;
    };

    ShelfRow(const Words& words, QWidget* parent = nullptr);

    void setEntry(const QString& name, const QString& count, const QString& toolTip);
    const QString& name() const { return m_name; }
    /// It is what the grid shows.
    void setCurrent(bool isCurrent);
    /// Asks for the name in place; renamed() or renamingRefused() follows.
    void rename();

Q_SIGNALS:
    void openWanted();
    void renamed(const QString& name);
    void renamingRefused();
    void removeWanted();
    /// The pictures dragged from the grid are to come in.
    void dropped();
    /// To be filled with more before it is shown.
    void menuShown(QMenu* menu);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void endRenaming(bool isAccepted);
    void setFlag(const char* name, bool on);
    void updateIcon();

    const Words m_words;
    QString m_name;
    QLabel* m_icon;
    ElidedLabel* m_label;
    QLabel* m_count;
    QLineEdit* m_edit;
    InlineQuestion* m_question;
};

}  // namespace semblance
