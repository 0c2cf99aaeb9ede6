from pathlib import Path

import pytest

from coach.errors import ModelTrouble
from models.asking import Kind
from models.loading import COMPUTING, CONTEXT, SHORTEST_CONTEXT, look_at, needed
from models.memory import available_memory
from models.gguf import read_header
