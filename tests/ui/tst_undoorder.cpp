#include <QAction>
#include <QSignalSpy>
#include <QTest>
#include <QUndoCommand>

#include "tests/testmain.h"
#include "ui/window/undoorder.h"

using namespace semblance;

namespace {
/// Appends a letter to a text.
class Letter final : public QUndoCommand {
public:
    Letter(QString& text, QChar letter) : QUndoCommand(letter), m_text(text), m_letter(letter) {}
    void redo() override { m_text.append(m_letter); }
    void undo() override { m_text.chop(1); }

private:
    QString& m_text;
    QChar m_letter;
};

/// Goes on in the one before it.
class Typed final : public QUndoCommand {
public:
    Typed(QString& text, QString letters) : m_text(text), m_letters(std::move(letters)) {}
    int id() const override { return 1; }
    void redo() override { m_text.append(m_letters); }
    void undo() override { m_text.chop(m_letters.size()); }
    bool mergeWith(const QUndoCommand* other) override {
        m_letters += static_cast<const Typed*>(other)->m_letters;
        return true;
    }

private:
    QString& m_text;
    QString m_letters;
};
}  // namespace

class UndoOrderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLastIsUndoneFirstWhereverItWas() {
        QAction undo(QStringLiteral("Undo"));
        QAction redo;
        UndoOrder order(undo, redo, nullptr);
        QUndoStack one;
        QUndoStack two;
        order.add(one);
        order.add(two);
        QVERIFY(!undo.isEnabled() && !redo.isEnabled());
        QString a;
        QString b;
        one.push(new Letter(a, u'1'));
        two.push(new Letter(b, u'2'));
        one.push(new Letter(a, u'3'));
        QVERIFY(undo.isEnabled());
        QCOMPARE(undo.text(), QStringLiteral("Undo 3"));
        const QSignalSpy undone(&order, &UndoOrder::undone);
        undo.trigger();
        QCOMPARE(a + u'|' + b, QStringLiteral("1|2"));
        undo.trigger();
        QCOMPARE(a + u'|' + b, QStringLiteral("1|"));
        QCOMPARE(undone.last().first().toString(), QStringLiteral("2"));
        redo.trigger();
        redo.trigger();
        QCOMPARE(a + u'|' + b, QStringLiteral("13|2"));
        QVERIFY(!redo.isEnabled());
    }

    void aNewEditEndsWhatCouldBeDoneAgain() {
        QAction undo;
        QAction redo;
        UndoOrder order(undo, redo, nullptr);
        QUndoStack one;
        QUndoStack two;
        order.add(one);
        order.add(two);
        QString a;
        one.push(new Letter(a, u'1'));
        undo.trigger();
        QVERIFY(redo.isEnabled());
        two.push(new Letter(a, u'2'));
        QVERIFY(!redo.isEnabled());
    }

    void anEditThatGoesOnIsOneStepInItsPlace() {
        QAction undo;
        QAction redo;
        UndoOrder order(undo, redo, nullptr);
        QUndoStack sentence;
        QUndoStack other;
        order.add(sentence);
        order.add(other);
        QString typed;
        QString a;
        sentence.push(new Letter(typed, u'1'));
        other.push(new Letter(a, u'2'));
        sentence.push(new Typed(typed, QStringLiteral("3")));
        sentence.push(new Typed(typed, QStringLiteral("4")));
        QCOMPARE(typed + u'|' + a, QStringLiteral("134|2"));
        undo.trigger();
        undo.trigger();
        QCOMPARE(typed + u'|' + a, QStringLiteral("1|"));
        undo.trigger();
        QVERIFY(typed.isEmpty() && !undo.isEnabled());
    }

    void clearedStacksAreForgotten() {
        QAction undo;
        QAction redo;
        UndoOrder order(undo, redo, nullptr);
        QString a;
        QUndoStack one;
        order.add(one);
        {
            QUndoStack two;
            order.add(two);
            two.push(new Letter(a, u'2'));
            QVERIFY(undo.isEnabled());
        }
        QVERIFY(!undo.isEnabled());
        one.push(new Letter(a, u'1'));
        one.clear();
        QVERIFY(!undo.isEnabled());
    }

    void aFullStackLosesItsOldest() {
        QAction undo;
        QAction redo;
        UndoOrder order(undo, redo, nullptr);
        QUndoStack one;
        one.setUndoLimit(2);
        order.add(one);
        QString a;
        for (const QChar letter : {u'1', u'2', u'3'})
            one.push(new Letter(a, letter));
        undo.trigger();
        undo.trigger();
        QCOMPARE(a, QStringLiteral("1"));
        QVERIFY(!undo.isEnabled());
    }
};

SEMBLANCE_GUI_TEST(UndoOrderTest)
#include "tst_undoorder.moc"
