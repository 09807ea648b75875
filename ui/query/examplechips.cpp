#include "ui/query/examplechips.h"

#include <QPushButton>

#include "ui/style/describe.h"
#include "ui/style/flowlayout.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {

ExampleChips::ExampleChips(QWidget* parent) : QWidget(parent) {
    describeArea(this, QStringLiteral("exampleChips"), tr("Example queries"));
    new FlowLayout(space, this);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ExampleChips::setExamples(const QList<Example>& examples) {
    m_examples = examples;
    while (QLayoutItem* item = layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Example& example : examples) {
        auto* button = new QPushButton(example.title, this);
        describe(button, QStringLiteral("example-") + example.id, example.title,
                 example.reference.isEmpty() ? tr("Search for “%1”").arg(example.sentence)
                                             : tr("This picture, but “%1”").arg(example.sentence));
        button->setProperty("look", QStringLiteral("chip"));
        if (!example.reference.isEmpty()) {
            button->setIcon(icon(QStringLiteral("image")));
            button->setIconSize(besideText);
        }
        connect(button, &QPushButton::clicked, this, [this, example] { Q_EMIT chosen(example); });
        layout()->addWidget(button);
    }
    updateGeometry();
}

}  // namespace semblance
