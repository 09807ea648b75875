// Marks written into XMP sidecars, beside what other programs keep there.

#include <QTest>

#include "core/media/metadata/sidecaredit.h"
#include "core/media/metadata/sidecarfacts.h"
#include "core/media/metadata/xmlvalues.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

PhotoMarks marksOf(std::optional<int> rating, std::optional<QString> label = {},
                   const QStringList& tags = {}, const QStringList& taken = {},
                   const QString& note = {}) {
    return {rating, std::move(label), tags, taken, note};
}

/// A packet with these properties.
QByteArray packet(const QByteArray& properties) {
    return "<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Other 1.0'>"
           "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
           "<rdf:Description rdf:about=''"
           " xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
           " xmlns:dc='http://purl.org/dc/elements/1.1/'"
           " xmlns:crs='http://ns.adobe.com/camera-raw-settings/1.0/'"
           " xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/'"
           " xmlns:stEvt='http://ns.adobe.com/xap/1.0/sType/ResourceEvent#'"
           " xmlns:digiKam='http://www.digikam.org/ns/1.0/'"
           " xmlns:lr='http://ns.adobe.com/lightroom/1.0/'"
           " xmlns:darktable='http://darktable.sf.net/'"
           " xmlns:own='http://example.org/nobody/knows/this/'>" +
           properties + "</rdf:Description></rdf:RDF></x:xmpmeta>";
}

QByteArray bag(const QByteArray& name, const QList<QByteArray>& items) {
    QByteArray list = "<" + name + "><rdf:Bag>";
    for (const QByteArray& item : items)
        list += "<rdf:li>" + item + "</rdf:li>";
    return list + "</rdf:Bag></" + name + ">";
}

/// Of what others keep, all kinds: settings, a history of structures, lists, other languages.
QByteArray foreign() {
    return "<xmp:Rating>2</xmp:Rating><xmp:CreatorTool>Other</xmp:CreatorTool>"
           "<crs:Exposure2012>+0.35</crs:Exposure2012>"
           "<crs:ToneCurve><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>255, 255</rdf:li></rdf:Seq>"
           "</crs:ToneCurve>"
           "<xmpMM:History><rdf:Seq><rdf:li rdf:parseType='Resource'>"
           "<stEvt:action>saved</stEvt:action><stEvt:when>2020-01-02T03:04:05Z</stEvt:when>"
           "</rdf:li></rdf:Seq></xmpMM:History>"
           "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>By &amp; by</rdf:li>"
           "<rdf:li xml:lang='de'>Nach und nach</rdf:li></rdf:Alt></dc:description>"
           "<own:secret>Größe</own:secret>"
           "<own:deep rdf:parseType='Resource'><own:inner>7</own:inner></own:deep>"
           "<darktable:history_end>4</darktable:history_end>" +
           bag("dc:subject", {"old", "Rome"}) + bag("lr:hierarchicalSubject", {"places|Rome"});
}

}  // namespace

class TestSidecarEdit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewOneSaysAllMarks();
    void whatOthersWroteStays();
    void againChangesNothing();
    void tagsGoIntoTheListsThatAreThere();
    void thePicturesOwnKeywordsComeAlong();
    void labelsAndRatingsOfOthersFollow();
    void aNoteTakesNobodysCaption();
    void whatIsNoXmpIsLeft_data();
    void whatIsNoXmpIsLeft();
    void whatWouldBeLostIsLeft();
    void valuesAreFoundHoweverTheyAreWritten();
};

void TestSidecarEdit::aNewOneSaysAllMarks() {
    const auto made =
        editedSidecar({},
                      marksOf(4, QStringLiteral("Green"),
                              {QStringLiteral("Sommer & Meer <1>"), QStringLiteral("places/Rome")},
                              {}, QStringLiteral("Zwei\nZeilen")),
                      {});
    QVERIFY2(made, made ? "" : qPrintable(made.error().sentence));
    const PhotoFacts facts = sidecarFacts({*made});
    QCOMPARE(facts.rating, 4);
    QCOMPARE(facts.label, QStringLiteral("Green"));
    QCOMPARE(facts.keywords,
             (QStringList{QStringLiteral("Sommer & Meer <1>"), QStringLiteral("places/Rome")}));
    QCOMPARE(facts.description, QStringLiteral("Zwei\nZeilen"));
    QVERIFY(made->startsWith("<?xml"));
    QVERIFY(xmlValues(*made));
}

void TestSidecarEdit::whatOthersWroteStays() {
    const QByteArray before = packet(foreign());
    const auto after = editedSidecar(
        before, marksOf(5, {}, {QStringLiteral("new")}, {}, QStringLiteral("mine")), {});
    QVERIFY2(after, after ? "" : qPrintable(after.error().sentence));
    const auto old = xmlValues(before);
    const auto now = xmlValues(*after);
    QVERIFY(old && now);
    QVERIFY(old->size() >= 15);
    for (auto value = old->begin(); value != old->end(); ++value) {
        if (value.key().endsWith(QStringLiteral(" Rating=2")))
            QVERIFY(!now->contains(value.key()));
        else
            QVERIFY2(now->value(value.key()) >= value.value(), qPrintable(value.key()));
    }
    const PhotoFacts facts = sidecarFacts({*after});
    QCOMPARE(facts.rating, 5);
    QVERIFY(facts.keywords.contains(QStringLiteral("old")));
    QVERIFY(facts.keywords.contains(QStringLiteral("new")));
    QVERIFY(facts.keywords.contains(QStringLiteral("places/Rome")));
    QCOMPARE(facts.description, QStringLiteral("By & by"));
}

void TestSidecarEdit::againChangesNothing() {
    const PhotoMarks marks = marksOf(3, QStringLiteral("Red"), {QStringLiteral("a/b")},
                                     {QStringLiteral("old")}, QStringLiteral("note"));
    const auto once = editedSidecar(packet(foreign()), marks, {});
    QVERIFY(once);
    const auto twice = editedSidecar(*once, marks, {});
    QVERIFY(twice);
    QCOMPARE(*twice, *once);
    QVERIFY(!sidecarFacts({*once}).keywords.contains(QStringLiteral("old")));
}

void TestSidecarEdit::tagsGoIntoTheListsThatAreThere() {
    const QByteArray before = packet(
        "<digiKam:TagsList><rdf:Seq><rdf:li>places/Rome</rdf:li><rdf:li>people</rdf:li>"
        "</rdf:Seq></digiKam:TagsList>");
    const auto after = editedSidecar(
        before, marksOf({}, {}, {QStringLiteral("sea")}, {QStringLiteral("people")}), {});
    QVERIFY(after);
    QVERIFY(after->contains("<rdf:Seq>"));
    QCOMPARE(sidecarFacts({*after}).keywords,
             (QStringList{QStringLiteral("sea"), QStringLiteral("places/Rome")}));
    const int from = int(after->indexOf("TagsList"));
    const int to = int(after->indexOf("TagsList>", from + 10));
    QVERIFY(after->mid(from, to - from).contains("sea"));
    QVERIFY(!after->contains("hierarchicalSubject"));
}

void TestSidecarEdit::thePicturesOwnKeywordsComeAlong() {
    // The reading side takes a sidecar's list instead of the picture's.
    const auto after =
        editedSidecar({}, marksOf({}, {}, {QStringLiteral("new")}, {QStringLiteral("two")}),
                      {QStringLiteral("one"), QStringLiteral("two")});
    QVERIFY(after);
    QCOMPARE(sidecarFacts({*after}).keywords,
             (QStringList{QStringLiteral("one"), QStringLiteral("new")}));
    // A rating alone leaves them to the picture.
    const auto rated = editedSidecar({}, marksOf(1), {QStringLiteral("one")});
    QVERIFY(rated);
    QVERIFY(sidecarFacts({*rated}).keywords.isEmpty());
}

void TestSidecarEdit::labelsAndRatingsOfOthersFollow() {
    const QByteArray before =
        packet("<xmp:Label>Blue</xmp:Label><digiKam:ColorLabel>5</digiKam:ColorLabel>");
    const auto red = editedSidecar(before, marksOf({}, QStringLiteral("Red")), {});
    QVERIFY(red);
    QCOMPARE(sidecarFacts({*red}).label, QStringLiteral("Red"));
    QVERIFY(
        xmlValues(*red)->contains(QStringLiteral("http://www.digikam.org/ns/1.0/ ColorLabel=1")));
    const auto none = editedSidecar(before, marksOf({}, QString()), {});
    QVERIFY(none);
    QCOMPARE(sidecarFacts({*none}).label, QString());
}

void TestSidecarEdit::aNoteTakesNobodysCaption() {
    const auto first = editedSidecar({}, marksOf({}, {}, {}, {}, QStringLiteral("first")), {});
    QVERIFY(first);
    const auto second =
        editedSidecar(*first, marksOf({}, {}, {}, {}, QStringLiteral("second")), {});
    QVERIFY(second);
    // It was ours.
    QCOMPARE(sidecarFacts({*second}).description, QStringLiteral("second"));
    QVERIFY(!second->contains("first"));
}

void TestSidecarEdit::whatIsNoXmpIsLeft_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << QByteArray("these are my notes");
    QTest::newRow("cut") << packet(foreign()).first(300);
    QTest::newRow("other XML") << QByteArray("<notes><a>1</a></notes>");
    QTest::newRow("zeros") << QByteArray(100, '\0');
}

void TestSidecarEdit::whatIsNoXmpIsLeft() {
    QFETCH(QByteArray, bytes);
    const auto after = editedSidecar(bytes, marksOf(3), {});
    QVERIFY(!after);
    QCOMPARE(after.error().kind, ErrorKind::BadInput);
}

void TestSidecarEdit::whatWouldBeLostIsLeft() {
    // A value with a qualifier, which Exiv2 has no place for.
    const QByteArray before = packet(
        "<own:size rdf:parseType='Resource'><rdf:value>12</rdf:value>"
        "<own:unit>furlong</own:unit></own:size>");
    const auto after = editedSidecar(before, marksOf(3), {});
    if (after)
        QVERIFY(xmlValues(*after)->contains(
            QStringLiteral("http://example.org/nobody/knows/this/ unit=furlong")));
    else
        QCOMPARE(after.error().kind, ErrorKind::BadInput);
}

void TestSidecarEdit::valuesAreFoundHoweverTheyAreWritten() {
    const auto asElement = xmlValues("<a xmlns:n='u'><n:b>1</n:b></a>");
    const auto asAttribute = xmlValues("<a xmlns:n='u' n:b='1'/>");
    QVERIFY(asElement && asAttribute);
    QCOMPARE(*asElement, (QMap<QString, int>{{QStringLiteral("u b=1"), 1}}));
    QCOMPARE(*asAttribute, *asElement);
    QVERIFY(!xmlValues("<a><b></a>"));
    QVERIFY(!xmlValues({}));
}

SEMBLANCE_APPLESS_TEST(TestSidecarEdit)
#include "tst_sidecaredit.moc"
