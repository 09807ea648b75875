#include "app/cli/commandspecs.h"

namespace semblance {

namespace {

using Repeat = OptionSpec::Repeat;

OptionSpec modelOption(const QString& help) {
    return {QStringLiteral("model"), QStringLiteral("NAME|PATH"), help};
}

CommandSpec indexSpec() {
    CommandSpec index;
    index.name = QStringLiteral("index");
    index.about = QStringLiteral("Adds folders and indexes what is new in them.");
    index.operands = {QStringLiteral("FOLDER..."), QStringLiteral("at least one folder"), 1,
                      OperandSpec::any};
    index.options = {modelOption(QStringLiteral("The model, by name or folder.")),
                     {QStringLiteral("watch"),
                      {},
                      QStringLiteral("Go on with what changes in the folders, until Ctrl-C.")},
                     {QStringLiteral("no-videos"), QString(),
                      QStringLiteral("Passes over videos, and counts them as skipped.")},
                     {QStringLiteral("follow-links"),
                      {},
                      QStringLiteral("Follow links to folders, now and from now on in this "
                                     "library.")},
                     {QStringLiteral("no-follow-links"),
                      {},
                      QStringLiteral("Follow no links to folders any more; they are counted.")}};
    index.more = QStringLiteral(
        "The last line of the answer is JSON, also after Ctrl-C and when the run is ended from\n"
        "outside: {\"indexed\", \"unchanged\", \"failed\", \"skipped\": {\"CLIP\": 3}, "
        "\"seconds\"}.\n"
        "The next run goes on where this one stopped.");
    return index;
}

CommandSpec searchSpec() {
    CommandSpec search;
    search.name = QStringLiteral("search");
    search.about = QStringLiteral(
        "Finds pictures by a reference picture plus a sentence that says what should differ, by "
        "words or by picture alone.");
    search.options = {
        {QStringLiteral("image"), QStringLiteral("PATH"),
         QStringLiteral("A reference picture; may be given several times."), Repeat::All},
        {QStringLiteral("text"), QStringLiteral("T"), QStringLiteral("What the picture shows."),
         Repeat::Once},
        {QStringLiteral("modify"), QStringLiteral("M"),
         QStringLiteral("What should differ from the reference."), Repeat::Once},
        {QStringLiteral("not"), QStringLiteral("T"),
         QStringLiteral("What not to find; may be given several times."), Repeat::All},
        {QStringLiteral("filter"), QStringLiteral("GRAMMAR"),
         QStringLiteral("Which pictures are meant, as in: folder:2019 type:raw after:2019-06 "
                        "rating>=4 label:red tag:family -tag:private person:Ada size>5MB "
                        "is:landscape is:duplicate; alone it lists "
                        "them.")},
        {QStringLiteral("mix"), QStringLiteral("0..1"),
         QStringLiteral("0 is the picture alone, 1 the sentence alone.")},
        {QStringLiteral("limit"), QStringLiteral("N"),
         QStringLiteral("At most so many results (50).")},
        {QStringLiteral("batch"), QStringLiteral("FILE"),
         QStringLiteral("A file with one JSON query per line; - reads standard input.")},
        {QStringLiteral("paths"),
         {},
         QStringLiteral("Print paths alone, one a line; raw unless to a terminal.")},
        {QStringLiteral("null"),
         {},
         QStringLiteral("Print paths alone, each followed by a NUL."),
         Repeat::LastCounts,
         u'0'},
        modelOption(QStringLiteral("The model that answers, by name or folder."))};
    search.more = QStringLiteral(
        "  semblance-cli search --image P --modify M \"this picture, but ...\"\n"
        "  semblance-cli search --text T             by words alone\n"
        "  semblance-cli search --text T -0 | xargs -0 ls -l\n\n"
        "A line of a batch is {\"id\", \"image\", \"text\", \"modify\", \"not\", \"mix\", "
        "\"limit\"};\n"
        "\"image\" and \"not\" may be lists. Each is answered by a line, in order.\n\n"
        "\"a beach without people -dogs\" finds a beach and leaves people and dogs behind. In "
        "JSON\n"
        "\"good\" says how many of the first results are good matches, where that is known.");
    return search;
}

CommandSpec showSpec() {
    CommandSpec show;
    show.name = QStringLiteral("show");
    show.about = QStringLiteral("Says what the library knows of pictures.");
    show.operands = {QStringLiteral("FILE..."), QStringLiteral("at least one file"), 1,
                     OperandSpec::any};
    return show;
}

CommandSpec markSpec() {
    CommandSpec mark;
    mark.name = QStringLiteral("mark");
    mark.about = QStringLiteral(
        "Rates, labels and tags pictures, in the library; in XMP sidecars on request.");
    mark.operands = {QStringLiteral("FILE..."), QStringLiteral("at least one file"), 1,
                     OperandSpec::any};
    mark.options = {
        {QStringLiteral("rating"), QStringLiteral("0..5"), QStringLiteral("0 for none.")},
        {QStringLiteral("label"), QStringLiteral("L"),
         QStringLiteral("Red, Yellow, Green, Blue, Purple, or none.")},
        {QStringLiteral("tag"), QStringLiteral("T"),
         QStringLiteral("A tag to give; may be given several times."), Repeat::All},
        {QStringLiteral("untag"), QStringLiteral("T"),
         QStringLiteral("A tag to take away; may be given several times."), Repeat::All},
        {QStringLiteral("note"), QStringLiteral("TEXT"), QStringLiteral("Empty for none.")},
        {QStringLiteral("write-sidecars"),
         {},
         QStringLiteral("Then write the files' marks beside them.")}};
    mark.more = QStringLiteral(
        "Marks belong to what a picture shows, not to its file: copies have them, and a file that\n"
        "moves keeps them. Without an option the marks are printed.\n"
        "--write-sidecars: a.jpg's go into the a.jpg.xmp or a.xmp that is there, which keeps all\n"
        "else that is in it and its former self as a.jpg.xmp.bak; else into a new a.jpg.xmp. No\n"
        "photo is ever written.");
    return mark;
}

CommandSpec actionSpec(const QString& name, const QString& about,
                       const OperandSpec& operands = {}) {
    CommandSpec action;
    action.name = name;
    action.about = about;
    action.operands = operands;
    return action;
}

CommandSpec exportSpec() {
    CommandSpec spec =
        actionSpec(QStringLiteral("export"),
                   QStringLiteral("Writes the library into one file, without the photos."),
                   {QStringLiteral("FILE"), QStringLiteral("a file"), 1, 1});
    spec.options = {{QStringLiteral("thumbnails"),
                     {},
                     QStringLiteral("With the previews, which make it larger.")}};
    spec.more = QStringLiteral(
        "Folders, facts, marks, saved searches, collections and vectors go along, the history "
        "does\n"
        "not; paths are relative to the folders. An earlier export of that name is replaced,\n"
        "any other file is not.");
    return spec;
}

/// Of both: where the file's folders are here.
CommandSpec takingSpec(const QString& name, const QString& about) {
    CommandSpec spec =
        actionSpec(name, about, {QStringLiteral("FILE"), QStringLiteral("a file"), 1, 1});
    spec.options = {{QStringLiteral("root"), QStringLiteral("OLD=NEW"),
                     QStringLiteral("Where a folder of the file is here; may be given several "
                                    "times."),
                     Repeat::All}};
    spec.more = QStringLiteral(
        "A folder that is not named is found again by its disk, or is away until then. Pictures\n"
        "are known again by their contents: none is encoded twice. No photo is written.");
    return spec;
}

CommandSpec importSpec() {
    return takingSpec(QStringLiteral("import"),
                      QStringLiteral("Makes a library of a file that export wrote."));
}

CommandSpec mergeSpec() {
    return takingSpec(QStringLiteral("merge"),
                      QStringLiteral("Adds what a file that export wrote knows to the library; "
                                     "doing it again changes nothing."));
}

CommandSpec eraseSpec() {
    CommandSpec spec =
        actionSpec(QStringLiteral("erase"),
                   QStringLiteral("Deletes the library and what else Semblance keeps for you: "
                                  "settings, imported models, caches."));
    spec.options = {{QStringLiteral("yes"), {}, QStringLiteral("Really do it.")}};
    spec.more = QStringLiteral(
        "Without --yes it says what would go. With --library only that library goes. No photo and\n"
        "no sidecar is touched; neither is any other file in these folders.");
    return spec;
}

CommandSpec librarySpec() {
    const OperandSpec folder{QStringLiteral("FOLDER"), QStringLiteral("a folder"), 1, 1};
    const OperandSpec model{QStringLiteral("MODEL"), QStringLiteral("a model"), 1, 1};
    const OperandSpec places{QStringLiteral("OLD NEW"),
                             QStringLiteral("a folder of the library and its new place"), 2, 2};
    CommandSpec ignore = actionSpec(
        QStringLiteral("ignore"),
        QStringLiteral("Shows or changes what is left out: names and patterns as in a .gitignore."),
        {QStringLiteral("[list | add GLOB | remove GLOB]"),
         QStringLiteral("list, add GLOB or remove GLOB"), 0, 2});
    ignore.options = {{QStringLiteral("root"), QStringLiteral("DIR"),
                       QStringLiteral("In this folder of the library only.")}};
    ignore.more = QStringLiteral(
        "A name that ends in / means folders, one with / inside a place below the folder; an\n"
        "initial ! takes back in. The next indexing goes by it.");
    CommandSpec library;
    library.name = QStringLiteral("library");
    library.about = QStringLiteral("Shows the folders and models of the library.");
    library.commands = {
        actionSpec(QStringLiteral("failed"),
                   QStringLiteral("Lists the files that cannot be read.")),
        actionSpec(QStringLiteral("retry"),
                   QStringLiteral("Has the next indexing try them again.")),
        actionSpec(QStringLiteral("duplicates"),
                   QStringLiteral("Lists pictures that are there more than once (copied, saved, "
                                  "turned, scaled or slightly cropped anew), and bursts.")),
        actionSpec(QStringLiteral("remove"),
                   QStringLiteral("Takes a folder out of the library; its files stay."), folder),
        actionSpec(QStringLiteral("relocate"),
                   QStringLiteral("Takes a folder for one of the library that was renamed, moved "
                                  "or restored; nothing is indexed again."),
                   places),
        ignore,
        actionSpec(QStringLiteral("forget"),
                   QStringLiteral("Frees the space of a former model, by its name or the number "
                                  "that the overview shows."),
                   model),
        exportSpec(),
        importSpec(),
        mergeSpec(),
        eraseSpec()};
    return library;
}

CommandSpec modelSpec() {
    const OperandSpec name{QStringLiteral("NAME"), QStringLiteral("a model's name"), 1, 1};
    const OperandSpec folder{QStringLiteral("FOLDER"), QStringLiteral("a folder"), 1, 1};
    CommandSpec model;
    model.name = QStringLiteral("model");
    model.about = QStringLiteral("Lists the models, and how fast they are here.");
    CommandSpec import =
        actionSpec(QStringLiteral("import"),
                   QStringLiteral("Takes over a CLIP or SigLIP model you have got."), folder);
    import.options = {
        { QStringLiteral("name"),
          QStringLiteral("NAME"),
          QStringLiteral("What to call it; its own name if not given.") }};
    model.commands = {
        actionSpec(QStringLiteral("list"), QStringLiteral("The same.")),
        actionSpec(QStringLiteral("check"),
                   QStringLiteral("Reads a model's files again, tests it and measures its speed."),
                   name),
        import,
        actionSpec(QStringLiteral("use"), QStringLiteral("Encodes the library with another model."),
                   name),
        actionSpec(QStringLiteral("remove"), QStringLiteral("Deletes an imported model."), name)};
    return model;
}

CommandSpec teamSpec() {
    const OperandSpec connection{QStringLiteral("CONNECTION"), QStringLiteral("a connection"), 1,
                                 1};
    CommandSpec team;
    team.name = QStringLiteral("team");
    team.about = QStringLiteral("Looks after a team's library in a PostgreSQL database.");
    CommandSpec init =
        actionSpec(QStringLiteral("init"),
                   QStringLiteral("Makes a team library in a database, or brings one up to date."),
                   connection);
    CommandSpec status =
        actionSpec(QStringLiteral("status"), QStringLiteral("Says what is in it."), connection);
    for (CommandSpec* action : {&init, &status}) {
        action->more = QStringLiteral(
            "CONNECTION is what PostgreSQL's own programs take: \"service=studio\", \"host=nas\n"
            "dbname=pictures user=me\" or postgresql://me@nas/pictures, without a password: that\n"
            "is read from ~/.pgpass. The server is PostgreSQL 15 or newer with the extension\n"
            "pgvector 0.8 or newer; what leaves this computer is encrypted.");
    }
    team.commands = {init, status};
    team.commandNeeded = true;
    return team;
}

CommandSpec doctorSpec() {
    CommandSpec doctor;
    doctor.name = QStringLiteral("doctor");
    doctor.about = QStringLiteral("Tests the programs, the model and the library.");
    doctor.options = {modelOption(QStringLiteral("The model to test; the library's if not given.")),
                      {QStringLiteral("repair"), {}, QStringLiteral("Mend what is not in order.")}};
    doctor.more = QStringLiteral(
        "Without --repair it only says what it finds. A damaged database is restored from its own\n"
        "rows when all can be read, else from the last good backup in LIBRARY/backups or, where\n"
        "that knows fewer pictures, from what can be read; the damaged file is kept beside it\n"
        "under a dated name. Exit code 1: something is not in order, or rows were lost; index the\n"
        "folders again. Exit code 3 with --repair: another program has the library, such as the\n"
        "window.");
    return doctor;
}

}  // namespace

CommandSpec cliSpec() {
    CommandSpec cli;
    cli.name = QStringLiteral("semblance-cli");
    cli.about = QStringLiteral(
        "Finds pictures by a reference picture plus a sentence, by words or by picture alone.");
    cli.options = {{QStringLiteral("library"), QStringLiteral("DIR"),
                    QStringLiteral("The library's folder; without it, your own library.")},
                   {QStringLiteral("json"), {}, QStringLiteral("Answer in JSON.")}};
    cli.commands = {indexSpec(),   searchSpec(), showSpec(), markSpec(),
                    librarySpec(), modelSpec(),  teamSpec(), doctorSpec()};
    cli.commandNeeded = true;
    cli.more = QStringLiteral(
        "Options may stand anywhere; -- ends them. COMMAND --help tells more of a command.\n"
        "Exit codes: 0 done, 1 done with failures, 2 wrong use, 3 could not.");
    return cli;
}

}  // namespace semblance
