#pragma once

#include <QWidget>
#include <functional>

#include "core/base/result.h"
#include "core/catalogue/photolist.h"
#include "core/query/query.h"
#include "ui/query/picturedrop.h"
#include "ui/query/referencechips.h"

class QBoxLayout;
class QFrame;
class QToolButton;

namespace semblance {

class CriterionField;
class FilterCompletion;
class FlowLayout;
class MixSlider;
class PictureService;
class QueryModel;
class QueryUndo;
class SentenceEdit;
class SentenceInput;
class TermChips;

/// The one query bar: all that is asked for as chips in one field, the sentence behind them, then
/// the balance of picture and sentence. A view of a QueryModel; what it does not show of that stays
/// as it is. Pictures come by dropping, pasting, the open dialog or addReference(). Filters and
/// what is not wanted are typed ("type:raw ", "-strap ") and become chips.
class QueryBar final : public QWidget {
    Q_OBJECT

public:
    /// The model outlives the bar.
    QueryBar(QueryModel& model, PictureService& pictures, QWidget* parent = nullptr);
    ~QueryBar() override;

    /// That can be added here; of more in the model the first are shown.
    static constexpr int mostReferences = ReferenceChips::most;
    static constexpr int debounceMs = 180;

    /// The files of the reference pictures.
    QStringList references() const;
    QString sentence() const;

    /// Asks for these and nothing else, in the mix that is set.
    void setQuery(const QStringList& references, const QString& sentence);
    /// Takes the picture as the only reference. What should be different from former ones stays;
    /// what was looked for by words alone does not.
    void setReference(const QString& path);
    /// Adds what was dropped or pasted as references, or says why not.
    void takePictures(const QMimeData& mime);
    /// A picture is being dragged to where it becomes a reference.
    void showDropping(bool on);
    void addReference(const QString& path);
    /// A part of it alone.
    void addReference(const PictureSource& picture);
    /// Marks these results as what there should be more or less of, or takes the marks back.
    void mark(const QList<PhotoItem>& photos, Feedback::Sign sign);
    void clear();

    /// Takes pictures from the clipboard; problem() when it has none.
    void pasteReference();
    /// Asks for picture files in the system's dialog.
    void chooseReference();
    void focusSentence();
    /// Letters typed elsewhere take the sentence's place.
    void typeSentence(const QString& text);

    /// Where pasted pictures are kept from now on.
    void setLibraryDir(const QString& dir) { m_drop.setLibraryDir(dir); }
    /// What filters are completed with; `key` as in "folder:".
    void setFilterValues(const QString& key, const QStringList& values);

    /// Filters that are shown in another place get no chip; called again and again.
    void setShownElsewhere(std::function<bool(const PhotoFilter::Term&)> isShown);
    /// Puts this behind the sentence, to be edited.
    void editText(const QString& text);

    /// Of the field, which what stands below it is not part of.
    int fieldHeight() const;
    QSize minimumSizeHint() const override;
    MixSlider& mixSlider() { return *m_mix; }
    QueryUndo& undo() { return *m_undo; }
    /// Shows or hides the word that the model does not know most of the sentence.
    void setSentenceUnknown(bool unknown);

Q_SIGNALS:
    /// The user is done with the sentence and wants the pictures.
    void resultsWanted();
    void viewWanted(const QString& path);
    /// By keys in the sentence: of whatever was done last, here or elsewhere.
    void undoWanted();
    void redoWanted();
    /// A filter is being typed: setFilterValues() is welcome.
    void filterValuesWanted();
    /// The models are to be shown: the one in use does not know the sentence's words.
    void modelsWanted();
    /// A sentence to be shown for a moment.
    void said(const QString& sentence);
    void problem(const semblance::Error& error);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildField();
    QWidget* buildHint();
    void connectSentence();
    void connectChips();
    /// Chips, sentence and so on in their order.
    void arrange();
    QList<QWidget*> fieldWidgets() const;
    void focusNeighbour(const QWidget* of, int by);
    void replaceReference(std::size_t index, const QMimeData& mime);
    void updateLook();
    void placeMix();
    void setFieldFlag(const char* name, bool on);

    QueryModel& m_model;
    PictureDrop m_drop;
    QueryUndo* m_undo;
    QBoxLayout* m_row = nullptr;  ///< field and mix, beside each other or below
    QFrame* m_field = nullptr;
    FlowLayout* m_flow = nullptr;  ///< in the field
    QToolButton* m_add = nullptr;
    SentenceEdit* m_sentence = nullptr;
    CriterionField* m_criterion = nullptr;
    QToolButton* m_clear = nullptr;
    MixSlider* m_mix = nullptr;
    QWidget* m_hint = nullptr;
    FilterCompletion* m_completion = nullptr;
    SentenceInput* m_input = nullptr;
    ReferenceChips* m_references = nullptr;
    TermChips* m_terms = nullptr;
};

}  // namespace semblance
