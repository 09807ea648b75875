#include "ui/style/spokenlabel.h"

#include <QAccessibleWidget>
#include <QLabel>
#include <QTextDocumentFragment>

namespace semblance {
namespace {

class SpokenLabel final : public QAccessibleWidget {
public:
    explicit SpokenLabel(QLabel* label)
        : QAccessibleWidget(label, label->text().isEmpty() && !label->pixmap().isNull()
                                       ? QAccessible::Graphic
                                       : QAccessible::StaticText) {}

    QString text(QAccessible::Text what) const override {
        const QString shown = shownText();
        if (shown.isEmpty())
            return QAccessibleWidget::text(what);
        const QString about = label().accessibleName();
        if (what == QAccessible::Name)
            return shown;
        return what == QAccessible::Description && about != shown ? about : QString();
    }

    QList<std::pair<QAccessibleInterface*, QAccessible::Relation>> relations(
        QAccessible::Relation match) const override {
        auto relations = QAccessibleWidget::relations(match);
        if (label().buddy() && match & QAccessible::Labelled)
            relations.append(
                {QAccessible::queryAccessibleInterface(label().buddy()), QAccessible::Labelled});
        return relations;
    }

private:
    const QLabel& label() const { return *static_cast<QLabel*>(widget()); }

    QString shownText() const {
        QString text = label().text();
        const Qt::TextFormat format = label().textFormat();
        if (format == Qt::RichText || (format == Qt::AutoText && Qt::mightBeRichText(text)))
            return QTextDocumentFragment::fromHtml(text).toPlainText();
        return label().buddy() ? text.remove(u'&') : text;
    }
};

QAccessibleInterface* spokenLabel(const QString& className, QObject* object) {
    auto* label = qobject_cast<QLabel*>(object);
    return label && className == QLatin1StringView("QLabel") ? new SpokenLabel(label) : nullptr;
}

}  // namespace

void speakLabels() {
    QAccessible::installFactory(spokenLabel);
}

}  // namespace semblance
