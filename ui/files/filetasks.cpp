#include "ui/files/filetasks.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>
#include <utility>

#include "core/catalogue/catalogue.h"
#include "core/catalogue/knownfacts.h"
#include "core/library/library.h"
#include "core/library/services/libraryservice.h"
#include "core/library/services/sidecarwriting.h"
#include "ui/files/sheets.h"
#include "ui/files/taskbar.h"
#include "ui/marks/sidecardialog.h"

namespace semblance {
namespace {

constexpr int thumbnailSide = 512;
constexpr int tellEveryMs = 50;

/// Reads what is known of pictures, on the task's thread.
class Known {
public:
    explicit Known(const std::shared_ptr<Library>& library) : m_library(library) {
        if (!library)
            return;
        if (auto rows = library->catalogue().openReader())
            m_rows = std::move(*rows);
        if (auto thumbnails = library->catalogue().openThumbnails())
            m_thumbnails = std::move(*thumbnails);
    }

    SheetPicture of(const PhotoItem& item) const {
        SheetPicture picture{item.path, {}, item.score};
        if (const auto row = content(item))
            picture.facts =
                knownFacts(*m_rows, item.file, item.content, row->facts).value_or(row->facts);
        return picture;
    }

    QImage thumbnail(const PhotoItem& item) const {
        const auto row = content(item);
        if (!row || !m_thumbnails)
            return {};
        const auto bytes = m_thumbnails->get(row->key, thumbnailSide);
        return bytes && *bytes ? QImage::fromData(**bytes) : QImage();
    }

private:
    std::optional<ContentRow> content(const PhotoItem& item) const {
        if (!m_rows)
            return std::nullopt;
        auto row = m_rows->content(item.content);
        return row ? std::move(*row) : std::nullopt;
    }

    std::shared_ptr<Library> m_library;
    std::unique_ptr<RowReader> m_rows;
    std::unique_ptr<Thumbnails> m_thumbnails;
};

std::vector<SheetPicture> sheetOf(const QList<PhotoItem>& items, const Known& known) {
    std::vector<SheetPicture> pictures;
    for (const PhotoItem& item : items)
        pictures.push_back(known.of(item));
    return pictures;
}

QString copiedText(const CopiedFiles& done, const QString& folder) {
    QString text =
        FileTasks::tr("%Ln picture(s) copied to “%1”.", nullptr, done.copied).arg(folder);
    if (done.isCancelled)
        text += u' ' + FileTasks::tr("The rest was not copied.");
    if (done.renamed > 0)
        text += u' ' +
                FileTasks::tr("%Ln got a number, since the name was taken.", nullptr, done.renamed);
    if (!done.left.isEmpty())
        text += u' ' + FileTasks::tr("%Ln could not be read.", nullptr, int(done.left.size()));
    return text;
}

}  // namespace

FileTasks::FileTasks(LibraryService& library, TaskBar& bar, QWidget* window)
    : QObject(window), m_library(library), m_bar(bar), m_window(window) {
    connect(&bar, &TaskBar::cancelWanted, this, [this] {
        if (m_running)
            m_running->cancel();
    });
}

FileTasks::~FileTasks() {
    if (m_running)
        m_running->cancel();
}

void FileTasks::run(const QString& text, Work work, std::function<void()> then) {
    if (m_running) {
        Q_EMIT problem({ErrorKind::Busy,
                        tr("Other files are being written. Wait until that is done, or stop it."),
                        {}});
        return;
    }
    m_running.emplace();
    m_bar.begin(text);
    m_worker.post([this, cancel = *m_running, work = std::move(work), then = std::move(then)] {
        QElapsedTimer told;
        told.start();
        TaskControl control;
        control.cancel = cancel;
        control.progress = [this, &told](qint64 done, qint64 all) {
            if (told.elapsed() < tellEveryMs)
                return;
            told.restart();
            QMetaObject::invokeMethod(this, [this, done, all] { m_bar.setProgress(done, all); });
        };
        const Result<QString> sentence = work(control);
        QMetaObject::invokeMethod(this, [this, sentence, then] {
            m_running.reset();
            m_bar.end();
            if (sentence && !sentence->isEmpty())
                Q_EMIT said(*sentence);
            if (sentence)
                then();
            else if (sentence.error().kind != ErrorKind::Cancelled)
                Q_EMIT problem(sentence.error());
        });
    });
}

void FileTasks::copy(const QList<PhotoItem>& pictures, const QString& folder) {
    QStringList files;
    for (const PhotoItem& item : pictures)
        files.append(item.path);
    run(tr("Copying %Ln picture(s)…", nullptr, int(files.size())),
        [files, folder](const TaskControl& control) -> Result<QString> {
            SEMBLANCE_TRY_ASSIGN(const CopiedFiles done, copyFiles(files, folder, control));
            return copiedText(done, QDir(folder).dirName());
        });
}

void FileTasks::writeList(const QList<PhotoItem>& pictures, const QString& file) {
    run(tr("Writing the list…"),
        [pictures, file, library = m_library.library()](const TaskControl&) -> Result<QString> {
            const std::vector<SheetPicture> sheet = sheetOf(pictures, Known(library));
            const bool isJson = file.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive);
            SEMBLANCE_TRY(writeWhole(file, isJson ? jsonOf(sheet) : csvOf(sheet)));
            return tr("“%1” is written.").arg(QFileInfo(file).fileName());
        });
}

void FileTasks::writeSheet(const QString& title, const QList<PhotoItem>& pictures,
                           const QString& file) {
    run(tr("Drawing the contact sheet…"),
        [title, pictures, file,
         library = m_library.library()](const TaskControl& control) -> Result<QString> {
            const Known known(library);
            const std::vector<SheetPicture> sheet = sheetOf(pictures, known);
            const auto image = [&](std::size_t number) {
                return known.thumbnail(pictures[qsizetype(number)]);
            };
            const bool isHtml = file.endsWith(QStringLiteral(".html"), Qt::CaseInsensitive) ||
                                file.endsWith(QStringLiteral(".htm"), Qt::CaseInsensitive);
            SEMBLANCE_TRY((isHtml ? writeHtml : writePdf)(file, title, sheet, image, control));
            return tr("“%1” is written.").arg(QFileInfo(file).fileName());
        });
}

void FileTasks::chooseCopy(const QList<PhotoItem>& pictures) {
    if (pictures.isEmpty())
        return;
    auto* dialog =
        new QFileDialog(m_window, tr("Copy to folder"),
                        QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
    dialog->setObjectName(QStringLiteral("copyDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, pictures](const QString& folder) { copy(pictures, folder); });
    dialog->open();
}

void FileTasks::chooseSidecars(const QList<PhotoItem>& pictures) {
    const std::shared_ptr<Library> library = m_library.library();
    if (pictures.isEmpty() || !library)
        return;
    const auto plan = std::make_shared<SidecarPlan>();
    run(
        tr("Looking for sidecars…"),
        [pictures, library, plan](const TaskControl& control) -> Result<QString> {
            SEMBLANCE_TRY_ASSIGN(*plan,
                                 planSidecars(library->catalogue(), pictures, control.cancel));
            return QString();
        },
        [this, library, plan] { askForSidecars(library, *plan); });
}

void FileTasks::askForSidecars(const std::shared_ptr<Library>& library, const SidecarPlan& plan) {
    auto* dialog = new SidecarDialog(plan, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, library, plan] {
        run(tr("Writing %Ln sidecar(s)…", nullptr, int(plan.targets.size())),
            [library, plan](const TaskControl& control) -> Result<QString> {
                const WrittenSidecars done =
                    writeSidecars(*library, plan, control.cancel, control.progress);
                return writtenText(plan, done);
            });
    });
    dialog->open();
}

void FileTasks::choose(const QString& title, const QString& name, const QStringList& filters,
                       const std::function<void(const QString& file)>& then) {
    auto* dialog = new QFileDialog(
        m_window, title, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    // The ending of the kind that is chosen, for names without one.
    const auto takeSuffix = [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).section(u')', 0, 0));
    };
    takeSuffix(filters.first());
    connect(dialog, &QFileDialog::filterSelected, dialog, takeSuffix);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, then);
    dialog->open();
}

void FileTasks::chooseList(const QList<PhotoItem>& pictures) {
    if (!pictures.isEmpty())
        choose(tr("Save a list"), tr("pictures"), {tr("Table (*.csv)"), tr("JSON (*.json)")},
               [this, pictures](const QString& file) { writeList(pictures, file); });
}

void FileTasks::chooseSheet(const QString& title, const QList<PhotoItem>& pictures) {
    if (!pictures.isEmpty())
        choose(tr("Contact sheet"), tr("contact sheet"),
               {tr("PDF (*.pdf)"), tr("Web page (*.html)")},
               [this, title, pictures](const QString& file) { writeSheet(title, pictures, file); });
}

}  // namespace semblance
