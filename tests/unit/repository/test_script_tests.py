"""What `./atlas test` runs, installs and says."""

import pytest

from tests.unit.repository.script import add_program, atlas, copy_of_script, installations

FONT = "#!/bin/sh\necho a-font.ttc\n"
MISSING = (
    "chromium fontconfig fonts-noto-cjk gdal-bin libreoffice-writer-nogui libreoffice-impress-nogui"
)


@pytest.fixture
def project(tmp_path):
    return copy_of_script(tmp_path)


@pytest.fixture
def equipped(project):
    """A machine that has what the tests need."""
    add_program(project, "chromium", "#!/bin/sh\n")
    add_program(project, "fc-list", FONT)
    add_program(project, "ogrinfo", "#!/bin/sh\n")
    add_program(project, "soffice", "#!/bin/sh\n")
    return project


HERE = {"CLUSTER_ATLAS_TEST_DATABASE_URL": "postgresql://somewhere/atlas"}


def test_it_lints_checks_types_and_tests(equipped):
    result = atlas(equipped, "test", "tests/unit", "-k", "one two", **HERE)
    assert result.returncode == 0
    assert result.stdout.splitlines() == [
        "ruff:check .",
        "ruff:format --check .",
        "mypy:",
        "pytest:tests/unit -k one two",
        "1 passed in 0.01s",
    ]
    assert installations(equipped)[0].endswith("[test]")


def test_all_tests_run_in_several_processes(equipped):
    ran = atlas(equipped, "test", **HERE).stdout.splitlines()
    assert "pytest:--numprocesses auto --maxprocesses 4 --dist loadfile" in ran


@pytest.mark.parametrize("tool", ["RUFF_STATUS", "MYPY_STATUS", "PYTEST_STATUS"])
def test_it_fails_when_any_of_them_does(equipped, tool):
    result = atlas(equipped, "test", **HERE, **{tool: "1"})
    assert result.returncode == 1
    assert result.stdout.splitlines()[-1] == "1 passed in 0.01s"


def test_the_status_of_pytest_is_kept(equipped):
    assert atlas(equipped, "test", **HERE, PYTEST_STATUS="5").returncode == 5


def test_other_commands_use_the_same_installation(equipped):
    atlas(equipped, "test", **HERE)
    assert atlas(equipped, "up").stdout == "cluster-atlas:up\n"
    atlas(equipped, "test", **HERE)
    assert len(installations(equipped)) == 1


def test_the_test_tools_come_on_top(equipped):
    atlas(equipped, "up")
    atlas(equipped, "test", **HERE)
    assert [line.endswith("[test]") for line in installations(equipped)] == [False, True]


def test_without_root_it_says_what_is_missing_and_goes_on(project):
    result = atlas(project, "test", **HERE)
    assert f"as root: apt-get install {MISSING}" in result.stderr
    assert result.stdout.splitlines()[-1] == "1 passed in 0.01s"
    assert result.returncode == 0


def test_as_root_it_installs_what_is_missing(project):
    bin_ = project.parent / "bin"
    add_program(project, "id", "#!/bin/sh\necho 0\n")
    programs = " ".join(f"{bin_}/{name}" for name in ("chromium", "fc-list", "ogrinfo", "soffice"))
    made = f"for one in {programs}; do printf '#!/bin/sh\\necho x\\n' >$one; chmod +x $one; done"
    add_program(
        project,
        "apt-get",
        f'#!/bin/sh\necho "apt-get $*"\ncase "$*" in *install*) {made} ;; esac\n',
    )
    result = atlas(project, "test", **HERE)
    assert "apt-get -qq update" in result.stderr
    assert f"install {MISSING}" in result.stderr
    assert "the tests need more" not in result.stderr
    assert result.returncode == 0


def test_it_goes_on_when_apt_fails(project):
    add_program(project, "id", "#!/bin/sh\necho 0\n")
    add_program(project, "apt-get", "#!/bin/sh\nexit 100\n")
    result = atlas(project, "test", **HERE)
    assert "the tests need more" in result.stderr
    assert result.stdout.splitlines()[-1] == "1 passed in 0.01s"
