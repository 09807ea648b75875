#pragma once

#include <QHash>
#include <QObject>
#include <QStringList>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace semblance {

/// Completes filters in a line of text while they are typed: their keys, and values where they are
/// known ("type:" knows the formats).
class FilterCompletion final : public QObject {
    Q_OBJECT

public:
    explicit FilterCompletion(QLineEdit& edit);

    /// A key is completed from so many letters on: words of sentences begin alike.
    static constexpr int leastLetters = 3;
    static constexpr int mostShown = 8;

    /// The values of a key ("folder:"), such as the library has.
    void setValues(const QString& key, const QStringList& values);
    /// What the word at the cursor can become; empty when it is none, or complete.
    QStringList offers() const;
    bool isShown() const;

Q_SIGNALS:
    /// A key is being typed: its values may be wanted.
    void valuesWanted();

private:
    void offer();
    bool isKeyTyped(const QString& key) const;
    void take(const QString& completion);
    QString word() const;

    QLineEdit& m_edit;
    QCompleter* m_completer;
    QStringListModel* m_model;
    QHash<QString, QStringList> m_values;
};

}  // namespace semblance
