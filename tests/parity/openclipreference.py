"""open_clip, from the folder that setup.sh put it in, without torchvision's compiled operators, which belong to another
build of torch. Import it after transformers, which would prepare pictures otherwise where it finds torchvision."""

import os
import pathlib
import sys
import types

os.environ["HF_HUB_OFFLINE"] = "1"
sys.path.append(str(pathlib.Path(sys.prefix) / "openclip"))
sys.modules["torchvision._meta_registrations"] = types.ModuleType("torchvision._meta_registrations")

import open_clip  # noqa: E402,F401
from open_clip import model as open_clip_model  # noqa: E402,F401
from open_clip.tokenizer import get_clean_fn  # noqa: E402,F401
from open_clip.transform import PreprocessCfg, image_transform_v2  # noqa: E402,F401
