#include "ui/query/filtercompletion.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QStringListModel>
#include <algorithm>

#include "core/base/pictureformats.h"
#include "core/query/filtergrammar.h"
#include "ui/filters/filtertexts.h"
#include "ui/query/sentenceterms.h"
#include "ui/style/describe.h"

namespace semblance {
namespace {

QStringList knownTypes() {
    QStringList types;
    for (const auto& [family, text] : kindFamilies())
        types.append(family);
    types.append(pictureExtensions());
    types.removeIf([](const QString& type) { return !isPhotoType(type); });
    types.removeDuplicates();
    return types;
}

QStringList colourNames() {
    QStringList names;
    for (std::size_t i = 0; i < namedColours; ++i)
        names.append(nameOf(static_cast<NamedColour>(i)));
    return names;
}

QString quoted(const QString& value) {
    const bool hasBlank =
        std::any_of(value.begin(), value.end(), [](QChar c) { return c.isSpace(); });
    return hasBlank ? u'"' + value + u'"' : value;
}

}  // namespace

FilterCompletion::FilterCompletion(QLineEdit& edit)
    : QObject(&edit),
      m_edit(edit),
      m_completer(new QCompleter(this)),
      m_model(new QStringListModel(this)) {
    m_values.insert(QStringLiteral("is:"), photoTraits());
    m_values.insert(QStringLiteral("type:"), knownTypes());
    for (const char* key : {"colour:", "color:"})
        m_values.insert(QString::fromLatin1(key), colourNames());
    m_completer->setModel(m_model);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(mostShown);
    m_completer->setWidget(&edit);
    describeArea(m_completer->popup(), QStringLiteral("filterCompletions"), tr("Filters"));
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this,
            &FilterCompletion::take);
    connect(&edit, &QLineEdit::textEdited, this, [this] {
        const QStringList keys = filterKeys();
        // Once a key: its values come while it goes on.
        if (std::any_of(keys.begin(), keys.end(), [this](const QString& key) {
                const QString typed = word();
                return isKeyTyped(key) && typed.endsWith(key, Qt::CaseInsensitive);
            }))
            Q_EMIT valuesWanted();
        offer();
    });
}

void FilterCompletion::setValues(const QString& key, const QStringList& values) {
    m_values.insert(key, values);
    if (isKeyTyped(key) && m_edit.hasFocus())
        offer();
}

bool FilterCompletion::isKeyTyped(const QString& key) const {
    const QString typed = word();
    return QStringView(typed)
        .sliced(typed.startsWith(u'-') ? 1 : 0)
        .startsWith(key, Qt::CaseInsensitive);
}

bool FilterCompletion::isShown() const {
    return m_completer->popup()->isVisible();
}

QString FilterCompletion::word() const {
    const WordPlace place = wordAt(m_edit.text(), m_edit.cursorPosition());
    return m_edit.text().sliced(place.begin, place.end - place.begin);
}

QStringList FilterCompletion::offers() const {
    const QString typed = word();
    const QString sign = typed.startsWith(u'-') ? QStringLiteral("-") : QString();
    const QString text = typed.sliced(sign.size());
    const auto begins = [&](const QString& whole) {
        return whole.startsWith(text, Qt::CaseInsensitive) && whole.size() > text.size();
    };
    QStringList offers;
    for (const QString& key : filterKeys()) {
        if (text.startsWith(key, Qt::CaseInsensitive)) {
            for (const QString& value : m_values.value(key)) {
                // Quotes come by themselves.
                const QString term = key + quoted(value);
                if (begins(term) || (term != key + value && begins(key + value)))
                    offers.append(sign + term);
            }
        } else if (text.size() >= leastLetters && begins(key)) {
            offers.append(sign + key);
        }
    }
    return offers;
}

void FilterCompletion::offer() {
    const QStringList all = offers();
    if (all.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    m_model->setStringList(all);
    const QRect cursor = m_edit.inputMethodQuery(Qt::ImCursorRectangle).toRect();
    QAbstractItemView* popup = m_completer->popup();
    const int width = popup->sizeHintForColumn(0) + 4 * m_edit.fontMetrics().averageCharWidth();
    m_completer->complete(QRect(cursor.left(), 0, width, m_edit.height()));
    popup->setCurrentIndex({});
}

// As if it were typed: whoever follows the text sees it, and what it completes can be undone.
void FilterCompletion::take(const QString& completion) {
    const WordPlace place = wordAt(m_edit.text(), m_edit.cursorPosition());
    const bool isKey = completion.endsWith(u':');
    m_edit.setSelection(place.begin, place.end - place.begin);
    m_edit.insert(isKey ? completion : completion + u' ');
}

}  // namespace semblance
