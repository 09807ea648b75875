#pragma once

#include <QLineEdit>

class QMimeData;

namespace semblance {

/// The line for the sentence: what is no text goes on to the query.
class SentenceEdit final : public QLineEdit {
    Q_OBJECT

public:
    explicit SentenceEdit(QWidget* parent);

    /// A width that a sentence can be read in.
    static constexpr int leastLetters = 16;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A picture or a path on the clipboard; other text is pasted as text, also when a drawing of
    /// it lies beside it.
    void picturesPasted(const QMimeData& mime);
    /// Backspace at the very beginning, as in address fields.
    void backspacedOut();
    /// From the beginning on to what stands before the sentence.
    void chipsWanted();
    /// What is selected, or all of it, is what is not wanted.
    void excludeWanted();
    void resultsWanted();
    /// It has nothing of its own to take back.
    void undoWanted();
    void redoWanted();
    /// The focus goes elsewhere inside this window.
    void left();
    void focusChanged(bool hasFocus);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    bool pastePictures();
    bool isAtBeginning() const { return cursorPosition() == 0 && !hasSelectedText(); }
};

}  // namespace semblance
