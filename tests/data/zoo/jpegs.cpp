#include <QtEndian>

#include "core/media/pixels/colour.h"
#include "tests/core/media/fixtures.h"
#include "tests/core/media/metadatafixtures.h"
#include "tests/data/zoo/zoo.h"

namespace semblance::zoo {

namespace {

constexpr PictureFormat kJpeg = PictureFormat::Jpeg;

void addKinds(Zoo& zoo) {
    const QImage image = ramp({121, 87});
    for (const int quality : {30, 75, 100}) {
        for (const bool isProgressive : {false, true}) {
            for (const bool isFullChroma : {false, true}) {
                for (const int restarts : {0, 5}) {
                    zoo.add(QStringLiteral("jpeg-%1-quality-%2-%3%4.jpg")
                                .arg(isProgressive ? u"progressive" : u"baseline")
                                .arg(quality)
                                .arg(isFullChroma ? u"444" : u"420")
                                .arg(restarts ? u"-restarts" : u""),
                            kJpeg,
                            fixtures::jpegFile(image, {.quality = quality,
                                                       .isProgressive = isProgressive,
                                                       .isFullChroma = isFullChroma,
                                                       .restartInterval = restarts}),
                            image, kLossy);
                }
            }
        }
    }
    zoo.add(QStringLiteral("jpeg-grey.jpg"), kJpeg,
            fixtures::jpegFile(greyRamp(), {.quality = 100, .isGrey = true}), greyRamp(), kLossy);
    for (const QSize size :
         {QSize(1, 1), QSize(1, 200), QSize(200, 1), QSize(7, 5), QSize(16, 16), QSize(600, 401)}) {
        zoo.add(QStringLiteral("jpeg-%1x%2.jpg").arg(size.width()).arg(size.height()), kJpeg,
                fixtures::jpegFile(ramp(size), {.quality = 95, .isFullChroma = true}), ramp(size),
                kLossy);
    }
}

void addInks(Zoo& zoo) {
    QImage right(40, 30, QImage::Format_RGB888);
    right.fill(QColor(155, 55, 205));
    for (const bool isYcck : {false, true})
        zoo.add(QStringLiteral("jpeg-%1-adobe.jpg").arg(isYcck ? u"ycck" : u"cmyk"), kJpeg,
                fixtures::cmykJpeg(40, 30, 100, 200, 50, 0, isYcck), right, kLossy);
    zoo.add(QStringLiteral("jpeg-cmyk-no-adobe-marker.jpg"), kJpeg,
            fixtures::cmykJpeg(40, 30, 100, 200, 50, 0, false, false), right, kLossy);
}

void addMetadata(Zoo& zoo) {
    const QByteArray plain = fixtures::jpegFile(ramp(), {.quality = 95, .isFullChroma = true});
    for (int orientation = 1; orientation <= 8; ++orientation)
        zoo.add(QStringLiteral("jpeg-exif-orientation-%1.jpg").arg(orientation), kJpeg,
                fixtures::withExif(plain, {orientation, "Maker", "Model", "2021:07:30 18:04:05"}),
                seenUnder(ramp(), orientation), kLossy);
    for (const int orientation : {0, 9, 77})
        zoo.add(QStringLiteral("jpeg-exif-impossible-orientation-%1.jpg").arg(orientation), kJpeg,
                fixtures::withExif(plain, {orientation, "Maker", "Model", {}}), ramp(), kLossy);
    const QByteArray p3 = profileOfCodePoints(12, 13);
    zoo.add(QStringLiteral("jpeg-icc-display-p3.jpg"), kJpeg,
            fixtures::withSegments(plain, {fixtures::iccSegment(p3)}), fromDisplayP3(ramp()),
            kLossy);
    zoo.add(QStringLiteral("jpeg-icc-display-p3-and-orientation.jpg"), kJpeg,
            fixtures::withExif(fixtures::withSegments(plain, {fixtures::iccSegment(p3)}),
                               {6, "Maker", "Model", {}}),
            seenUnder(fromDisplayP3(ramp()), 6), kLossy);
    for (const auto& [name, profile] :
         {std::pair(u"garbage", QByteArray(400, 'x')), std::pair(u"empty", QByteArray()),
          std::pair(u"cut", p3.first(p3.size() / 2))})
        zoo.add(QStringLiteral("jpeg-icc-%1-and-orientation.jpg").arg(name), kJpeg,
                fixtures::withExif(fixtures::withSegments(plain, {fixtures::iccSegment(profile)}),
                                   {6, "Maker", "Model", {}}),
                seenUnder(ramp(), 6), kLossy);
    zoo.add(QStringLiteral("jpeg-xmp-broken.jpg"), kJpeg,
            fixtures::withSegments(plain, {fixtures::xmpSegment("<x:xmpmeta><rdf:RDF")}), ramp(),
            kLossy);
    zoo.add(QStringLiteral("jpeg-exif-garbage.jpg"), kJpeg,
            fixtures::withSegments(plain, {fixtures::exifSegment(QByteArray(99, '\x7f'))}), ramp(),
            kLossy);
}

void addDamaged(Zoo& zoo) {
    const QImage image = fixtures::painted(200, 150);
    for (const bool isProgressive : {false, true}) {
        const QString kind =
            isProgressive ? QStringLiteral("jpeg-progressive") : QStringLiteral("jpeg-baseline");
        const QByteArray file = fixtures::jpegFile(image, {.isProgressive = isProgressive});
        const qsizetype scan = file.indexOf("\xff\xda");
        for (const int percent : {5, 25}) {
            const qsizetype kept = scan + (file.size() - scan) * percent / 100;
            const QByteArray head = file.first(kept);
            const auto name = [&](const char* tail) {
                return QStringLiteral("%1-cut-at-%2-percent%3.jpg")
                    .arg(kind)
                    .arg(percent)
                    .arg(QLatin1StringView(tail));
            };
            zoo.refuse(name(""), kJpeg, head, "cut short");
            zoo.refuse(name("-then-zeros"), kJpeg, head + QByteArray(file.size() - kept, '\0'),
                       "cut short");
            zoo.refuse(
                name("-then-html"), kJpeg,
                head +
                    QByteArray("<html>Not found</html>\n").repeated(2000).first(file.size() - kept),
                "cut short");
        }
        zoo.add(kind + QStringLiteral("-cut-at-95-percent.jpg"), kJpeg,
                file.first(file.size() * 95 / 100), image, {255, 20});
        zoo.add(kind + QStringLiteral("-without-end.jpg"), kJpeg, file.chopped(2), image, kLossy);
        zoo.add(kind + QStringLiteral("-garbage-behind.jpg"), kJpeg,
                file + QByteArray(5000, '\xa5'), image, kLossy);
        zoo.add(kind + QStringLiteral("-another-picture-behind.jpg"), kJpeg,
                file + fixtures::jpegFile(ramp(), {}), image, kLossy);
        QByteArray huge = file;
        const qsizetype frame = file.indexOf(isProgressive ? "\xff\xc2" : "\xff\xc0");
        huge.replace(frame + 5, 4, "\xff\xdc\xff\xdc");
        zoo.refuse(kind + QStringLiteral("-claims-65500x65500.jpg"), kJpeg, huge, "million pixels");
        QByteArray flat = file;
        flat.replace(frame + 5, 4, QByteArray(4, '\0'));
        zoo.refuse(kind + QStringLiteral("-claims-0x0.jpg"), kJpeg, flat, "damaged");
        for (const auto& [name, marker] :
             {std::pair(u"lossless", '\xc3'), std::pair(u"hierarchical", '\xc5')}) {
            QByteArray other = file;
            other[frame + 1] = marker;
            if (!isProgressive)
                zoo.refuse(QStringLiteral("jpeg-%1.jpg").arg(name), kJpeg, other, "variant");
        }
        if (!isProgressive) {
            QByteArray deep = file;
            deep[frame + 1] = '\xc1';
            deep[frame + 4] = 12;
            zoo.refuse(QStringLiteral("jpeg-12-bits.jpg"), kJpeg, deep, "variant");
        }
    }
    zoo.refuse(QStringLiteral("jpeg-two-markers.jpg"), kJpeg, "\xff\xd8\xff\xd9", "damaged");
    zoo.refuse(QStringLiteral("jpeg-header-only.jpg"), kJpeg,
               fixtures::jpegFile(image, {}).first(200), "cut short");
}

}  // namespace

void addJpegs(Zoo& zoo) {
    addKinds(zoo);
    addInks(zoo);
    addMetadata(zoo);
    addDamaged(zoo);
}

}  // namespace semblance::zoo
