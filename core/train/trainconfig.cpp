#include "core/train/trainconfig.h"

namespace semblance {

namespace {

constexpr int kMostRows = 65536;
constexpr int kMany = 100'000'000;

/// losses.h knows nothing of files.
struct AlignmentFields {
    SoftTextAlignment& alignment;

    void describe(JsonFields& fields) {
        fields.number(u"studentTemperature", alignment.studentTemperature, 1e-3, 10);
        fields.number(u"perplexity", alignment.perplexity, 1, 1e4);
        fields.number(u"tolerance", alignment.tolerance, 1e-3, 1e3);
        fields.number(u"imageShare", alignment.imageShare, 0, 1);
        fields.number(u"exactShare", alignment.exactShare, 0, 1);
    }
};

}  // namespace

void TrainingData::describe(JsonFields& fields) {
    fields.text(u"dir", dir);
    fields.text(u"plain", plain);
    fields.text(u"cache", cache);
    fields.texts(u"languages", languages);
    fields.flag(u"flips", flips);
    fields.flag(u"patches", patches);
}

void BatchShares::describe(JsonFields& fields) {
    fields.integer(u"photos", photos, 0, kMostRows);
    fields.integer(u"fashion", fashion, 0, kMostRows);
    fields.integer(u"icons", icons, 0, kMostRows);
    fields.integer(u"plain", plain, 0, kMostRows);
    fields.integer(u"translations", translations, 0, kMostRows);
    if (sum() == 0)
        fields.refuse(QStringLiteral("a batch needs pictures of at least one kind."));
}

void Wordings::describe(JsonFields& fields) {
    fields.number(u"bareNames", bareNames, 0, 1);
    fields.number(u"attributes", attributes, 0, 1);
}

void AlignConfig::Heads::describe(JsonFields& fields) {
    fields.flag(u"fresh", fresh);
    fields.integer(u"imageHidden", imageHidden, 1, kMostRows);
    fields.integer(u"textHidden", textHidden, 1, kMostRows);
    fields.integer(u"sideHidden", sideHidden, 1, kMostRows);
    fields.number(u"hiddenDropout", hiddenDropout, 0, 0.99);
    fields.number(u"inputDropout", inputDropout, 0, 0.99);
    fields.number(u"sideDropout", sideDropout, 0, 0.99);
    fields.number(u"rateFactor", rateFactor, 0, 1000);
}

void AlignConfig::Text::describe(JsonFields& fields) {
    fields.flag(u"layers", layers);
    fields.flag(u"table", table);
    fields.number(u"rateFactor", rateFactor, 0, 1000);
    fields.number(u"tokenDropout", tokenDropout, 0, 0.99);
}

void AlignConfig::Image::describe(JsonFields& fields) {
    fields.flag(u"blocks", blocks);
    fields.integer(u"pictures", pictures, 1, kMostRows);
    fields.number(u"rateFactor", rateFactor, 0, 1000);
    fields.number(u"anchor", anchor, 0, 1e6);
}

void AlignConfig::Prototypes::describe(JsonFields& fields) {
    fields.integer(u"batch", batch, 0, kMostRows);
    fields.number(u"scale", drawing.scale, 0, 100);
    fields.number(u"shifted", drawing.shifted, 0, 1);
    fields.number(u"noise", drawing.noise, 0, 100);
    fields.number(u"otherNames", drawing.otherNames, 0, 1);
    fields.number(u"matchedSides", drawing.matchedSides, 0, 1);
    fields.integer(u"leaveOut", drawing.leaveOut, 0, kMostRows);
    fields.integer(u"seed", drawing.seed, 0, kMany);
    if (batch == 0 && drawing.leaveOut > 0)
        fields.refuse(QStringLiteral("leaveOut needs class prototypes: set batch above 0."));
}

void AlignConfig::describe(JsonFields& fields) {
    fields.text(u"model", model);
    fields.group(u"data", data);
    fields.group(u"batch", batch);
    fields.group(u"loop", loop);
    fields.group(u"heads", heads);
    fields.group(u"text", text);
    fields.group(u"image", image);
    fields.group(u"prototypes", prototypes);
    fields.number(u"classWeight", classWeight, 0, 1e6);
    fields.group(u"wordings", wordings);
    fields.number(u"mostLogitScale", mostLogitScale, 1, 1000);
    fields.number(u"startLogitScale", startLogitScale, 0, 1000);
}

void MapConfig::describe(JsonFields& fields) {
    AlignmentFields alignmentFields{alignment};
    fields.text(u"model", model);
    fields.group(u"data", data);
    fields.group(u"batch", batch);
    fields.group(u"loop", loop);
    fields.group(u"mapping", mapping);
    fields.group(u"alignment", alignmentFields);
    fields.number(u"alignmentWeight", alignmentWeight, 0, 1e6);
    fields.number(u"phraseWeight", phraseWeight, 0, 1e6);
    fields.number(u"textOnlyWeight", textOnlyWeight, 0, 1e6);
    fields.number(u"logitScale", logitScale, 0, 1000);
}

void ComposeConfig::Batch::describe(JsonFields& fields) {
    fields.integer(u"families", families, 0, kMostRows);
    fields.integer(u"colours", colours, 0, kMostRows);
    fields.integer(u"genders", genders, 0, kMostRows);
    fields.integer(u"kinds", kinds, 0, kMostRows);
    fields.integer(u"captionEdits", captionEdits, 0, kMostRows);
    fields.integer(u"neighbours", neighbours, 0, kMostRows);
    fields.integer(u"icons", icons, 0, kMostRows);
    fields.integer(u"listed", listed, 0, kMostRows);
    fields.integer(u"textOnly", textOnly, 0, kMostRows);
    fields.integer(u"identities", identities, 0, kMostRows);
    if (families + colours + genders + kinds + captionEdits + neighbours + icons + listed +
            textOnly ==
        0)
        fields.refuse(QStringLiteral("a batch needs triplets of at least one kind."));
}

void ComposeConfig::describe(JsonFields& fields) {
    fields.text(u"model", model);
    fields.group(u"data", data);
    fields.group(u"loop", loop);
    fields.group(u"tuning", tuning);
    fields.text(u"tripletFile", tripletFile);
    fields.group(u"batch", batch);
    fields.number(u"mixedShare", mixedShare, 0, 1);
    fields.number(u"mix", mix, 0, 0.5);
    fields.number(u"headDropout", headDropout, 0, 0.99);
    fields.number(u"sideDropout", sideDropout, 0, 0.99);
    fields.number(u"translatedShare", translatedShare, 0, 1);
    fields.number(u"familyShare", familyShare, 0, 1);
    fields.flag(u"mineReference", mineReference);
    fields.integer(u"mineNearest", mineNearest, 0, kMostRows);
    fields.flag(u"mineOtherTargets", mineOtherTargets);
    fields.number(u"negativeWeight", negativeWeight, 0, 1e6);
    fields.integer(u"triplets", triplets, 0, kMany);
    fields.number(u"noise", noise, 0, 1);
    fields.number(u"logitScale", logitScale, 0, 1000);
}

}  // namespace semblance
