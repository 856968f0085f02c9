// SPDX-FileCopyrightText: 2026 The Brera authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include "base/error.h"
#include "project/rename_project.h"

#include <csignal>
#include <fstream>
#include <functional>
#include <sqlite3.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace brera;
using namespace brera::project;
using namespace brera::project::test;

namespace {

/// Runs `work` in a process of its own, which never comes back into the test.
pid_t inAnotherProcess(const std::function<void()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        try {
            work();
            ::_exit(0);
        } catch (...) {
            ::_exit(1);
        }
    }
    return child;
}

int exitStatusOf(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// One process tells another that it has come so far, a byte each time. No process here runs a
/// program that could inherit its ends.
class Pipe {
public:
    Pipe() {
        if (::pipe(m_ends) != 0) {
            qFatal("no pipe");
        }
    }
    ~Pipe() {
        ::close(m_ends[0]);
        ::close(m_ends[1]);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    void say() { [[maybe_unused]] const auto written = ::write(m_ends[1], "x", 1); }

    void await() {
        char byte = 0;
        while (::read(m_ends[0], &byte, 1) < 0 && errno == EINTR) {
        }
    }

    /// Bytes nobody waited for.
    int rest() {
        int waiting = 0;
        ::ioctl(m_ends[0], FIONREAD, &waiting);
        return waiting;
    }

private:
    int m_ends[2] = {-1, -1};
};

void cut(const std::filesystem::path& path, std::uintmax_t bytes) {
    std::filesystem::resize_file(path, bytes);
}

/// A finished project of a few hundred kB, closed.
void makeFinished(const Scene& scene) {
    const std::vector<LayerShape> layers{{"conv", 20, 28, 28}};
    auto project = Project::create(scene.project(), scene.inputs(), layers, scene.images());
    auto store = project.extractionStore();
    store->commit(sliceOf(layers, 5, 1, {0, 1, 2, 3, 4, 5}, 6));
    store->finish(resultOf(layers));
}

/// For root no file is write-protected, so tests of that step down for a while.
class AsNobody {
public:
    AsNobody() : m_was(::geteuid()) {
        if (m_was == 0) {
            m_stepped = ::seteuid(65534) == 0;
        }
    }
    ~AsNobody() {
        if (m_stepped) {
            [[maybe_unused]] const int back = ::seteuid(m_was);
        }
    }
    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;

private:
    uid_t m_was;
    bool m_stepped = false;
};

} // namespace

class ProjectSafetyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKillLosesNothingThatWasCommitted() {
        const Scene scene;
        const std::vector<LayerShape> layers{{"conv", 16, 14, 14}, {"fc", 40, 1, 1}};
        Project::create(scene.project(), scene.inputs(), layers, scene.images());
        std::int64_t last = 0;
        for (int round = 0; round < 12; ++round) {
            Pipe committed;
            const pid_t child = inAnotherProcess([&] {
                auto project = Project::open(scene.project());
                auto store = project.extractionStore();
                for (std::int64_t done = last + 1;; ++done) {
                    store->commit(
                        sliceOf(layers, 5, static_cast<unsigned>(done), {done % 6}, done));
                    committed.say();
                }
            });
            committed.await();
            // Anywhere in the commits that follow.
            ::usleep(static_cast<useconds_t>(500 + 1700 * round));
            ::kill(child, SIGKILL);
            QCOMPARE(exitStatusOf(child), -SIGKILL);
            const std::int64_t reported = last + 1 + committed.rest();

            auto project = Project::open(scene.project());
            QVERIFY2(!project.isReadOnly(), project.readOnlyReason().c_str());
            const auto state = project.extractionStore()->load();
            QVERIFY(state.has_value());
            QVERIFY(state->imagesDone >= reported);
            last = state->imagesDone;
            // All of it is of one and the same slice.
            const auto expected = sliceOf(layers, 5, static_cast<unsigned>(last), {}, last);
            QCOMPARE(state->phase, expected.phase);
            for (std::size_t l = 0; l < layers.size(); ++l) {
                QVERIFY(state->layerStates[l] == expected.layers[l].state);
                for (std::size_t u = 0; u < expected.layers[l].changed.size(); ++u) {
                    QVERIFY(same(state->exemplars[l][u].exemplars,
                                 expected.layers[l].changed[u].exemplars));
                }
            }
        }
    }

    void aSecondOpenerMayOnlyRead() {
        const Scene scene;
        auto writer = scene.create();
        auto reader = Project::open(scene.project());
        QVERIFY(reader.isReadOnly());
        QVERIFY(reader.readOnlyReason().find("open for writing elsewhere (process " +
                                             std::to_string(::getpid())) != std::string::npos);
        EXPECT_ERROR(ProjectError, reader.extractionStore(), "can only be read: it is open");
        EXPECT_ERROR(ProjectError, reader.setAnnotations("conv", {}), "can only be read");
        EXPECT_ERROR(ProjectError, reader.reroot(scene.dataset()), "can only be read");
        // It sees what the writer commits, and never disturbs it.
        writer.extractionStore()->commit(sliceOf(smallLayers(), 2, 1, {0}, 1));
        QCOMPARE(reader.progressed().done, 1);
        QCOMPARE(reader.exemplars("conv", 0, 2).size(), std::size_t(2));
        QVERIFY(reader.stale().empty());
        writer.extractionStore()->commit(sliceOf(smallLayers(), 2, 2, {1}, 2));
        QCOMPARE(reader.progressed().done, 2);
    }

    void aReaderInTheWritersProcessBreaksNoLocks() {
        const Scene scene;
        Pipe written;
        // SQLite must not be open across a fork, so the other process is made first.
        const pid_t child = inAnotherProcess([&] {
            written.await();
            const auto other = Project::open(scene.project(), OpenMode::ReadOnly);
            if (other.progressed().done != 1) {
                throw ProjectError("the commit is not there");
            }
        });
        auto writer = scene.create();
        writer.extractionStore()->commit(sliceOf(smallLayers(), 2, 1, {0}, 1));
        { const auto reader = Project::open(scene.project()); }
        // Had the writer's locks gone with the reader, the other would clear the log away on
        // leaving.
        written.say();
        QCOMPARE(exitStatusOf(child), 0);
        QVERIFY(std::filesystem::exists(scene.project().string() + "-wal"));
        writer.extractionStore()->commit(sliceOf(smallLayers(), 2, 2, {1}, 2));
        QCOMPARE(Project::open(scene.project(), OpenMode::ReadOnly).progressed().done, 2);
    }

    void theLockGoesWithItsHolder() {
        const Scene scene;
        scene.create();
        const auto lock = scene.project().string() + ".lock";
        QVERIFY(!std::filesystem::exists(lock));
        Pipe opened;
        const pid_t child = inAnotherProcess([&] {
            const auto project = Project::open(scene.project());
            opened.say();
            ::pause();
        });
        opened.await();
        const auto words = Project::open(scene.project()).readOnlyReason();
        QVERIFY2(words.find("process " + std::to_string(child)) != std::string::npos,
                 words.c_str());
        ::kill(child, SIGKILL);
        QCOMPARE(exitStatusOf(child), -SIGKILL);
        QVERIFY(std::filesystem::exists(lock)); // only a file: nobody holds it
        const auto project = Project::open(scene.project());
        QVERIFY2(!project.isReadOnly(), project.readOnlyReason().c_str());
    }

    void closingGivesTheLockBack() {
        const Scene scene;
        auto first = std::make_unique<Project>(scene.create());
        QVERIFY(Project::open(scene.project()).isReadOnly());
        const auto moved = std::make_unique<Project>(std::move(*first));
        first.reset();
        QVERIFY(Project::open(scene.project()).isReadOnly());
        *moved = Project::open(scene.project(), OpenMode::ReadOnly);
        QVERIFY(!Project::open(scene.project()).isReadOnly());
        QCOMPARE(moved->readOnlyReason(), std::string("it was opened for reading only"));
    }

    void writeProtectedFilesCanBeRead() {
        const Scene scene;
        makeFinished(scene);
        std::filesystem::permissions(scene.folder(), std::filesystem::perms(0777));
        std::filesystem::permissions(scene.project(), std::filesystem::perms(0444));
        {
            const AsNobody nobody;
            const auto project = Project::open(scene.project());
            QVERIFY(project.isReadOnly());
            QCOMPARE(project.readOnlyReason(), std::string("the file is write-protected"));
            QCOMPARE(project.unit("conv", 3).exemplars.size(), std::size_t(5));
        }
        std::filesystem::permissions(scene.project(), std::filesystem::perms(0666));
        std::filesystem::permissions(scene.folder(), std::filesystem::perms(0555));
        {
            const AsNobody nobody;
            const auto project = Project::open(scene.project());
            QVERIFY(project.isReadOnly());
            QVERIFY(project.readOnlyReason().find("folder") != std::string::npos);
            QCOMPARE(project.unit("conv", 3).exemplars.size(), std::size_t(5));
            EXPECT_ERROR(ProjectError,
                         Project::create(scene.folder() / "new.brera", scene.inputs(),
                                         smallLayers(), scene.images()),
                         "cannot be made");
        }
        std::filesystem::permissions(scene.folder(), std::filesystem::perms(0755));
    }

    void oddNamesAreOnlyNames() {
        const Scene scene;
        const auto folder = scene.folder() / "a?mode=memory#50%25 cartella è";
        std::filesystem::create_directories(folder);
        Project::create(folder / "p?.brera", scene.inputs(), smallLayers(), scene.images());
        QVERIFY(std::filesystem::exists(folder / "p?.brera"));
        std::filesystem::permissions(folder, std::filesystem::perms(0555));
        std::filesystem::permissions(scene.folder(), std::filesystem::perms(0755));
        {
            const AsNobody nobody;
            QCOMPARE(Project::open(folder / "p?.brera").images().size(), std::size_t(6));
        }
        std::filesystem::permissions(folder, std::filesystem::perms(0755));
    }

    void whatIsNoProjectIsSaidSo() {
        const Scene scene;
        const auto file = scene.folder() / "file.brera";
        EXPECT_ERROR(ProjectError, Project::open(file), "there is no such project");
        QVERIFY(!std::filesystem::exists(file.string() + ".lock"));
        EXPECT_ERROR(ProjectError, Project::open(scene.folder()), "is not a file");
        writeFile(file, "");
        EXPECT_ERROR(ProjectError, Project::open(file), "is empty");
        writeFile(file, "hello");
        EXPECT_ERROR(ProjectError, Project::open(file), "is not a Brera project");
        writeFile(file, std::string(100'000, 'h'));
        EXPECT_ERROR(ProjectError, Project::open(file), "is not a Brera project");
        QCOMPARE(std::filesystem::file_size(file), std::uintmax_t(100'000));
        std::filesystem::remove(file);
        sqlite3* other = nullptr;
        QCOMPARE(sqlite3_open(file.c_str(), &other), SQLITE_OK);
        QCOMPARE(sqlite3_exec(other, "CREATE TABLE recipes(name)", nullptr, nullptr, nullptr),
                 SQLITE_OK);
        sqlite3_close(other);
        EXPECT_ERROR(ProjectError, Project::open(file), "database of another program");
    }

    void aNewerProjectIsLeftAlone() {
        const Scene scene;
        scene.create();
        sqlite3* file = nullptr;
        QCOMPARE(sqlite3_open(scene.project().c_str(), &file), SQLITE_OK);
        QCOMPARE(sqlite3_exec(file, "PRAGMA user_version = 999", nullptr, nullptr, nullptr),
                 SQLITE_OK);
        sqlite3_close(file);
        for (const auto mode : {OpenMode::ReadWrite, OpenMode::ReadOnly}) {
            EXPECT_ERROR(ProjectError, Project::open(scene.project(), mode),
                         "made by a newer Brera");
        }
    }

    void aTruncatedProjectIsSaidSo() {
        const Scene scene;
        makeFinished(scene);
        const auto whole = std::filesystem::file_size(scene.project());
        for (const auto bytes : {whole - 1, whole / 2, std::uintmax_t(5000), std::uintmax_t(50)}) {
            cut(scene.project(), bytes);
            for (const auto mode : {OpenMode::ReadWrite, OpenMode::ReadOnly}) {
                EXPECT_ERROR(ProjectError, Project::open(scene.project(), mode), "truncated");
            }
            QCOMPARE(std::filesystem::file_size(scene.project()), bytes);
        }
    }

    void aDamagedProjectIsSaidSo() {
        const Scene scene;
        makeFinished(scene);
        {
            std::fstream file(scene.project(), std::ios::binary | std::ios::in | std::ios::out);
            file.seekp(100);
            file << std::string(8'000, '\xa5');
        }
        EXPECT_ERROR(ProjectError, Project::open(scene.project()), "is damaged");
    }

    void aFullDiskLosesNothing() {
        const Scene scene;
        const std::vector<LayerShape> layers{{"conv", 30, 28, 28}};
        auto project = Project::create(scene.project(), scene.inputs(), layers, scene.images());
        auto store = project.extractionStore();
        store->commit(sliceOf(layers, 5, 1, {0}, 1));
        // A limit on file sizes stands for the disk: writes fail in the same places.
        struct rlimit before {};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        struct rlimit small = before;
        small.rlim_cur = std::filesystem::file_size(scene.project().string() + "-wal") + 10'000;
        ::setrlimit(RLIMIT_FSIZE, &small);
        const auto said =
            messageOf<ProjectError>([&] { store->commit(sliceOf(layers, 5, 2, {1}, 2)); });
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY2(said.find("the disk is full") != std::string::npos, said.c_str());
        QVERIFY2(said.find("run again to resume") != std::string::npos, said.c_str());

        const auto state = store->load();
        QVERIFY(state.has_value());
        QCOMPARE(state->imagesDone, 1);
        const auto first = sliceOf(layers, 5, 1, {}, 1);
        QVERIFY(same(state->exemplars[0][7].exemplars, first.layers[0].changed[7].exemplars));
        store->commit(sliceOf(layers, 5, 2, {1}, 2)); // there is room again
        QCOMPARE(project.progressed().done, 2);
    }

    void leftoversOfADeletedProjectDoNotComeBack() {
        const Scene scene;
        {
            auto project = scene.create();
            project.extractionStore()->commit(sliceOf(smallLayers(), 2, 1, {0}, 1));
            std::filesystem::copy_file(scene.project().string() + "-wal", scene.folder() / "log");
        }
        std::filesystem::remove(scene.project());
        std::filesystem::rename(scene.folder() / "log", scene.project().string() + "-wal");
        writeFile(scene.project().string() + ".part", "half a project");
        const auto project = scene.create();
        QCOMPARE(project.status(), ExtractionStatus::None);
        QVERIFY(!std::filesystem::exists(scene.project().string() + ".part"));
    }

    void renamedProjectsKeepWhatAKillLeftBeside() {
        const Scene scene;
        const auto killed = scene.folder() / "killed.brera";
        const auto aside = scene.folder() / "aside.brera";
        {
            auto project = scene.create();
            project.setNote("fc", 1, "what somebody wrote");
            EXPECT_ERROR(ProjectError, renameProject(scene.project(), aside), "elsewhere");
            // As a kill leaves them: the note is in the side file alone.
            std::filesystem::copy_file(scene.project(), killed);
            std::filesystem::copy_file(scene.project().string() + "-wal",
                                       killed.string() + "-wal");
        }
        renameProject(killed, aside);
        QVERIFY(!std::filesystem::exists(killed));
        QVERIFY(!std::filesystem::exists(killed.string() + "-wal"));
        QCOMPARE(Project::open(aside).note("fc", 1), std::string("what somebody wrote"));
    }

    void unreadableProjectsAreRenamedWithTheirSideFiles() {
        const Scene scene;
        writeFile(scene.project(), "of another making");
        writeFile(scene.project().string() + "-wal", "and its side file");
        const auto aside = scene.folder() / "aside.brera";
        renameProject(scene.project(), aside);
        QVERIFY(!std::filesystem::exists(scene.project()));
        QVERIFY(std::filesystem::exists(aside));
        QVERIFY(std::filesystem::exists(aside.string() + "-wal"));
    }
};

QTEST_GUILESS_MAIN(ProjectSafetyTest)
#include "tst_project_safety.moc"
