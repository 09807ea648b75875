#!/usr/bin/env python3
"""How the demo library was made, and how it can be made again.

Fetches the packages named below (without installing them), takes the pictures out, scales the photos to at
most 1024 px (JPEG, quality 82), renders the icons at 256 px (PNG with transparency, 256 colours), and writes
LICENSES.md beside them.

    resources/demo/make-demo.py WORK-FOLDER

Needs: Debian 12's apt, librsvg2-bin, pngquant, npm, and Python with Pillow and pip; pkg-config and Qt 6 to
read the resource files of gcompris-qt-data. The pictures in the repository are what this wrote; a later
release of a package may give slightly different ones.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import zipfile

from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
ICON_PACKAGE = "@iconify-json/noto@1.2.9"

ICONS = """
red-heart orange-heart yellow-heart green-heart blue-heart light-blue-heart purple-heart brown-heart black-heart
grey-heart white-heart pink-heart broken-heart heart-with-ribbon heart-on-fire two-hearts blue-book green-book
orange-book closed-book open-book books notebook red-circle orange-circle yellow-circle green-circle blue-circle
purple-circle brown-circle black-circle white-circle red-square orange-square yellow-square green-square blue-square
purple-square brown-square black-large-square white-large-square large-blue-diamond large-orange-diamond red-apple
green-apple pear peach cherries strawberry grapes watermelon banana pineapple lemon lime tangerine coconut avocado
tomato eggplant carrot ear-of-corn broccoli onion bell-pepper hot-pepper mushroom brown-mushroom bread croissant
baguette-bread pretzel pancakes cheese-wedge egg cooking hamburger french-fries pizza hot-dog sandwich spaghetti
sushi steaming-bowl popcorn ice-cream soft-ice-cream doughnut cookie birthday-cake chocolate-bar lollipop
hot-beverage teapot wine-glass cocktail-glass beer-mug clinking-beer-mugs dog dog-face wolf fox cat cat-face
black-cat lion tiger leopard horse unicorn zebra deer moose cow cow-face pig pig-face ram goat camel two-hump-camel
llama giraffe elephant hippopotamus mouse rabbit rabbit-face beaver hedgehog bat bear polar-bear koala panda
kangaroo monkey monkey-face gorilla chicken rooster baby-chick hatching-chick bird penguin dove eagle duck swan owl
flamingo peacock parrot frog crocodile turtle lizard snake dragon t-rex whale dolphin fish tropical-fish shark
octopus crab lobster jellyfish snail butterfly monarch-butterfly bug ant honeybee lady-beetle spider scorpion
bouquet cherry-blossom white-flower rose hibiscus sunflower tulip seedling potted-plant evergreen-tree
deciduous-tree leafless-tree palm-tree cactus four-leaf-clover maple-leaf fallen-leaf grinning-face
grinning-face-with-big-eyes beaming-face-with-smiling-eyes face-with-tears-of-joy winking-face
smiling-face-with-heart-eyes face-with-tongue thinking-face neutral-face sleeping-face face-with-medical-mask
hot-face cold-face exploding-head cowboy-hat-face partying-face smiling-face-with-sunglasses nerd-face frowning-face
crying-face loudly-crying-face face-screaming-in-fear angry-face enraged-face skull clown-face ghost alien robot
grinning-cat crying-cat thumbs-up thumbs-up-light-skin-tone thumbs-up-medium-skin-tone thumbs-up-dark-skin-tone
thumbs-down waving-hand raised-fist flexed-biceps astronaut man-astronaut woman-astronaut
woman-astronaut-dark-skin-tone firefighter man-firefighter woman-firefighter cook man-cook woman-cook
woman-cook-dark-skin-tone man-police-officer woman-police-officer man-running woman-running man-biking woman-biking
baby girl boy old-man old-woman santa-claus mermaid automobile sport-utility-vehicle pickup-truck taxi police-car
ambulance fire-engine bus delivery-truck tractor racing-car motorcycle motor-scooter bicycle locomotive train
high-speed-train bullet-train tram helicopter airplane rocket flying-saucer sailboat speedboat ship anchor house
house-with-garden houses office-building hospital school factory japanese-castle castle church mosque tent
lighthouse ferris-wheel fountain statue-of-liberty cityscape cityscape-at-dusk night-with-stars bridge-at-night
sunrise sunset sunrise-over-mountains mountain snow-capped-mountain volcano mount-fuji camping beach-with-umbrella
desert desert-island sun sun-behind-cloud sun-behind-rain-cloud cloud cloud-with-rain cloud-with-snow
cloud-with-lightning tornado rainbow snowflake snowman umbrella closed-umbrella umbrella-with-rain-drops fire
droplet water-wave star glowing-star ringed-planet milky-way globe-showing-europe-africa new-moon
waxing-crescent-moon first-quarter-moon waxing-gibbous-moon full-moon waning-gibbous-moon last-quarter-moon
waning-crescent-moon crescent-moon full-moon-face new-moon-face t-shirt jeans dress coat necktie scarf socks
high-heeled-shoe running-shoe top-hat billed-cap crown handbag backpack glasses sunglasses ring gem-stone lipstick
guitar violin trumpet drum musical-keyboard headphone microphone camera television laptop desktop-computer
mobile-phone telephone light-bulb candle alarm-clock watch hourglass-done key locked unlocked hammer wrench
screwdriver scissors pencil pen paintbrush bed chair couch-and-lamp magnifying-glass-tilted-left balloon
wrapped-gift christmas-tree jack-o-lantern fireworks trophy soccer-ball basketball tennis teddy-bear kite game-die
artist-palette chequered-flag black-flag white-flag rainbow-flag pirate-flag
""".split()

# Where photos come from. Debian packages: their own copyright files say what LICENSES.md repeats.
GPL2, GPL3, LGPL3 = "GPL-2.0-or-later", "GPL-3.0", "LGPL-3.0 (conveyed under GPL-3.0)"
MATE = ("mate-backgrounds", "usr/share/backgrounds/mate/nature/")
PLASMA = ("plasma-workspace-wallpapers", "usr/share/wallpapers/")
LOMIRI = ("lomiri-wallpapers-16.04", "usr/share/backgrounds/")
LOMIRI20 = ("lomiri-wallpapers-20.04", "usr/share/backgrounds/")
GCOMPRIS = ("gcompris-qt-data", "gcompris/src/activities/")
SKIMAGE = ("scikit-image", "skimage/data/")
SKLEARN = ("scikit-learn", "sklearn/datasets/images/")

FARM, WORLD = "explore_farm_animals/resource/animals/", "explore_world_animals/resource/animals/"
PLACES, SIGHTS = "details/resource/image/", "categorization/resource/images/monuments/"
MILLS = "categorization/resource/images/renewable/"
TEAM = "Bruno Coudoin and others"

# our name, package, path in it, author, licence, remark
PHOTOS = [
    ("flower-orange-marigold", MATE, "Garden.jpg", "Charles Barbin", GPL2, ""),
    ("flower-orange-close-up", MATE, "FreshFlower.jpg", "Jens Ansorg", GPL2, ""),
    ("flower-yellow", MATE, "YellowFlower.jpg", "Charles Barbin", GPL2, ""),
    ("ladybird-on-blue-flowers", MATE, "LadyBird.jpg", "Charles Barbin", GPL2, ""),
    ("grass-on-a-dune", MATE, "Dune.jpg", "Marco Cogoni, Hylke Bons", GPL2, ""),
    ("green-meadow", MATE, "GreenMeadow.jpg", "Timothy Schellhase, Lapo Calamandrei", GPL2, ""),
    ("leaf-with-rain-drops", MATE, "RainDrops.jpg", '"blackcombwhistler07"', GPL2, ""),
    ("storm-over-a-road", MATE, "Storm.jpg", "Sergey Nazarov", GPL2, ""),
    ("water-drop", MATE, "Aqua.jpg", "Charles Barbin", GPL2, ""),
    ("maple-leaf-in-autumn", PLASMA, "FallenLeaf/contents/images/1920x1080.jpg", "Martin Klapetek", LGPL3, ""),
    ("forest-path", PLASMA, "Path/contents/images/1920x1080.jpg", "Risto Saukonpää", LGPL3, ""),
    ("lake-at-night", PLASMA, "DarkestHour/contents/images/1920x1080.jpg", "Risto Saukonpää", LGPL3, ""),
    ("lake-at-dusk", PLASMA, "summer_1am/contents/images/1920x1080.jpg", "Risto Saukonpää", LGPL3, ""),
    ("boats-at-sunset", PLASMA, "EveningGlow/contents/images/1920x1080.jpg", "Ian Hex", LGPL3, ""),
    ("kite-in-the-sky", PLASMA, "Kite/contents/images/1920x1080.jpg", "Risto Saukonpää", LGPL3, ""),
    ("pier-black-and-white", PLASMA, "ColdRipple/contents/images/1920x1080.jpg", "Risto Saukonpää", LGPL3, ""),
    ("jetty-by-the-water", PLASMA, "BytheWater/contents/images/1920x1080.jpg", "Maciej Wiklo", LGPL3, ""),
    ("colourful-cups", PLASMA, "ColorfulCups/contents/images/2560x1600.jpg", "Dmitri Popov", LGPL3, ""),
    ("paint-brushes", LOMIRI, "Picture_1A_by_freespace.jpg", 'Trevor "Freespace"', "CC-BY-4.0", ""),
    ("fig-on-a-red-plate", LOMIRI, "Picture_0B_by_freespace.jpg", 'Trevor "Freespace"', "CC-BY-4.0", ""),
    ("dandelions", LOMIRI, "seeding_by_Clements_Engelhardt.jpg", "Clemens Engelhardt", "CC0-1.0", ""),
    ("mountain-meadow-in-autumn", LOMIRI, "aitzgorri_by_Aitzol_Berasategi.jpg", "Aitzol Berasategi", "CC-BY-4.0", ""),
    ("rocky-mountains", LOMIRI, "picosdeeuropa_by_Aitzol_Berasategi.jpg", "Aitzol Berasategi", "CC-BY-4.0", ""),
    ("mountain-sunset", LOMIRI, "sunset_by_Aitzol_Berasategi.jpg", "Aitzol Berasategi", "CC-BY-4.0", ""),
    ("forest-stream", LOMIRI, "life_by_Aitzol_Berasategi.jpg", "Aitzol Berasategi", "CC-BY-4.0", ""),
    ("nuthatch-on-a-tree", LOMIRI20, "Kleiber_by_Lukas_Baubkus.jpg", "Lukas Baubkus", "CC-BY-SA-3.0", ""),
    ("cat-with-wool", GCOMPRIS, FARM + "cat.webp", TEAM, GPL3, ""),
    ("chickens", GCOMPRIS, FARM + "chicken.webp", TEAM, GPL3, ""),
    ("cow", GCOMPRIS, FARM + "cow.webp", TEAM, GPL3, ""),
    ("dog", GCOMPRIS, FARM + "dog.webp", TEAM, GPL3, ""),
    ("duck", GCOMPRIS, FARM + "duck.webp", TEAM, GPL3, ""),
    ("horses", GCOMPRIS, FARM + "horse.webp", TEAM, GPL3, ""),
    ("owl", GCOMPRIS, FARM + "owl.webp", TEAM, GPL3, ""),
    ("sheep", GCOMPRIS, FARM + "sheep.webp", TEAM, GPL3, ""),
    ("koala", GCOMPRIS, WORLD + "koala.webp", "David Iliff", "CC-BY-SA-3.0", ""),
    ("lemurs", GCOMPRIS, WORLD + "lemur.webp", "Sannse", "CC-BY-SA-3.0", ""),
    ("moose", GCOMPRIS, WORLD + "moose.webp", "Ryan Hagerty", "public domain", "U.S. Fish and Wildlife Service"),
    ("panda", GCOMPRIS, WORLD + "panda.webp", "Aaron Logan", "CC-BY-1.0", ""),
    ("polar-bear", GCOMPRIS, WORLD + "polar_bear.webp", "Arturo de Frias Marques", "CC-BY-SA-4.0", ""),
    ("scarlet-macaw", GCOMPRIS, WORLD + "scarlet_macaw.webp", "Jar0d", "CC-BY-SA-2.0", ""),
    ("sydney-opera-house-by-day", GCOMPRIS, SIGHTS + "operaHouse.webp", "Mfield", "CC-BY-SA-3.0", ""),
    ("sydney-opera-house-at-night", GCOMPRIS, PLACES + "OperaSidney_background.webp", TEAM, GPL3, ""),
    ("tower-bridge-at-night", GCOMPRIS, PLACES + "TowerBridgeLondon_background.webp", TEAM, GPL3, ""),
    ("louvre-by-day", GCOMPRIS, SIGHTS + "leMusee.webp", "Jean-Pierre Dalbéra", "CC-BY-2.0", ""),
    ("louvre-at-night", GCOMPRIS, PLACES + "Louvre_2007_02_24_c_background.webp", TEAM, GPL3, ""),
    ("notre-dame-at-night", GCOMPRIS, PLACES + "NDP_background.webp", TEAM, GPL3, ""),
    ("eiffel-tower", GCOMPRIS, PLACES + "TourEiffel_background.webp", TEAM, GPL3, ""),
    ("pyramids", GCOMPRIS, PLACES + "GizahPyramids_background.webp", TEAM, GPL3, ""),
    ("castle-neuschwanstein", GCOMPRIS, PLACES + "Neuschwanstein_background.webp", TEAM, GPL3, ""),
    ("castle-in-japan", GCOMPRIS, PLACES + "Nagoya_background.webp", TEAM, GPL3, ""),
    ("castle-by-a-lake", GCOMPRIS, PLACES + "EilanDonanCastle_background.webp", TEAM, GPL3, ""),
    ("taj-mahal", GCOMPRIS, PLACES + "TajMahal_background.webp", TEAM, GPL3, ""),
    ("windmill", GCOMPRIS, PLACES + "FanoeWindmill_background.webp", TEAM, GPL3, ""),
    ("astronaut-in-orange", SKIMAGE, "astronaut.png", "NASA", "public domain", "Eileen Collins"),
    ("tabby-cat", SKIMAGE, "chelsea.png", "Stefan van der Walt", "CC0-1.0", ""),
    ("coffee-cup", SKIMAGE, "coffee.png", "Rachel Michetti", "CC0-1.0", "Pikolo Espresso Bar"),
    ("rocket-launch", SKIMAGE, "rocket.jpg", "SpaceX", "public domain", ""),
    ("galaxies", SKIMAGE, "hubble_deep_field.jpg", "NASA", "public domain", "Hubble Deep Field"),
    ("photographer-black-and-white", SKIMAGE, "camera.png", "Lav Varshney", "CC0-1.0", ""),
    ("chinese-temple", SKLEARN, "china.jpg", "danielbuechele", "CC-BY-2.0", ""),
    ("flower-dahlia", SKLEARN, "flower.jpg", "vultilion", "CC-BY-2.0", ""),
]

# Copies Qt resource files' contents out: gcompris-qt-data keeps its pictures in them.
RCC_READER = r"""
#include <QtCore>
int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    for (int i = 2; i < argc; ++i)
        QResource::registerResource(QString::fromLocal8Bit(argv[i]));
    QDirIterator files(QStringLiteral(":/gcompris"), {QStringLiteral("*.webp")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString from = files.next();
        const QString to = QString::fromLocal8Bit(argv[1]) + from.mid(1);
        QDir().mkpath(QFileInfo(to).path());
        QFile::copy(from, to);
    }
}
"""


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def fetch_debian(package, work):
    folder = work / package
    if not folder.exists():
        run("apt-get", "download", package, cwd=work)
        run("dpkg", "-x", next(work.glob(f"{package}_*.deb")), folder)
    return folder


def fetch_wheel(package, work):
    folder = work / package
    if not folder.exists():
        run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", package, "-d", work)
        name = package.replace("-", "_")
        with zipfile.ZipFile(next(work.glob(f"{name}-*.whl"))) as wheel:
            wheel.extractall(folder)
    return folder


def fetch_gcompris(work):
    folder = fetch_debian("gcompris-qt-data", work)
    if not (folder / "gcompris").exists():
        source, program = work / "rccreader.cpp", work / "rccreader"
        source.write_text(RCC_READER)
        flags = subprocess.check_output(["pkg-config", "--cflags", "--libs", "Qt6Core"], text=True).split()
        run("g++", "-fPIC", source, "-o", program, *flags)
        run(program, f"{folder}/", *sorted((folder / "usr/share/gcompris-qt/rcc").glob("*.rcc")))
    return folder


def package_folder(package, work):
    if package == "gcompris-qt-data":
        return fetch_gcompris(work)
    if package in ("scikit-image", "scikit-learn"):
        return fetch_wheel(package, work)
    return fetch_debian(package, work)


def make_photos(work):
    target = HERE / "photos"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for name, (package, prefix), path, *_ in PHOTOS:
        picture = Image.open(package_folder(package, work) / (prefix + path)).convert("RGB")
        picture.thumbnail((1024, 1024), Image.Resampling.LANCZOS)
        picture.save(target / f"{name}.jpg", quality=82, optimize=True, progressive=False)


def make_icons(work):
    folder = work / "noto"
    if not folder.exists():
        run("npm", "pack", ICON_PACKAGE, cwd=work, stdout=subprocess.DEVNULL)
        folder.mkdir()
        run("tar", "xzf", next(work.glob("iconify-json-noto-*.tgz")), "-C", folder)
    icons = json.loads((folder / "package/icons.json").read_text())
    side = icons["width"]
    target = HERE / "icons"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for name in ICONS:
        body = icons["icons"][name]["body"]
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{body}</svg>'
        rendered = run("rsvg-convert", "-w", 256, "-h", 256, input=svg.encode(), stdout=subprocess.PIPE).stdout
        small = run("pngquant", "--speed", "1", "--strip", "-", input=rendered, stdout=subprocess.PIPE).stdout
        (target / f"{name}.png").write_bytes(small)


def write_licences():
    lines = [
        "# The demo pictures: where they come from and under which licence",
        "",
        "`make-demo.py` fetched and scaled them; nothing else was changed.",
        "",
        "## icons/",
        "",
        f"{len(ICONS)} icons of Noto Emoji, copyright Google LLC and the Noto Emoji authors, Apache License 2.0,",
        f"from the npm package `{ICON_PACKAGE}`, rendered at 256 x 256 pixels.",
        "",
        "## photos/",
        "",
        "Author and licence are those that the package named states for the file. Licence texts: Debian's",
        "/usr/share/common-licenses (GPL, LGPL), creativecommons.org/licenses (CC).",
        "",
        "| photo | author | licence | from | remark |",
        "|---|---|---|---|---|",
    ]
    for name, (package, prefix), path, author, licence, remark in PHOTOS:
        where = "PyPI" if package.startswith("scikit") else "Debian 12"
        lines.append(f"| {name}.jpg | {author} | {licence} | {where}: {package}, {prefix}{path} | {remark} |")
    (HERE / "LICENSES.md").write_text("\n".join(lines) + "\n")


def main():
    if len(sys.argv) != 2:
        sys.exit("Usage: make-demo.py WORK-FOLDER")
    assert len(set(ICONS)) == len(ICONS), "an icon is listed twice"
    work = pathlib.Path(sys.argv[1]).resolve()
    work.mkdir(parents=True, exist_ok=True)
    make_photos(work)
    make_icons(work)
    write_licences()
    size = sum(file.stat().st_size for file in HERE.rglob("*") if file.is_file())
    print(f"{len(PHOTOS)} photos, {len(ICONS)} icons, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
