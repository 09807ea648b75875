#include "core/teamstore/teamschemasteps.h"

#include <array>

namespace semblance {

namespace {

// A change of the library is a transaction that raises library.generation first. That locks the row
// until the commit: changes come one after another, and whoever has read up to a generation has
// missed none. file.changed is the generation of the row's last change; removed_file keeps the
// numbers of rows that went since library.removed_known_after.
//
// Tables with a row for each picture are cut into parts by its content key (teamPartitions). file
// is whole: its rows are found by root and path. The columns are those of library.db (core/store's
// schema.cpp); lists are arrays.
constexpr const char* first = R"sql(
CREATE TABLE library (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    schema_version int NOT NULL,
    uuid text NOT NULL DEFAULT replace(gen_random_uuid()::text, '-', ''),
    generation bigint NOT NULL DEFAULT 0,
    removed_known_after bigint NOT NULL DEFAULT 0,
    model text NOT NULL DEFAULT '',
    follows_links boolean NOT NULL DEFAULT false
);
INSERT INTO library (schema_version) VALUES (0);

CREATE TABLE root (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    volume_id text NOT NULL,
    volume_name text NOT NULL,
    path_on_volume text NOT NULL,
    path text NOT NULL,
    UNIQUE (volume_id, path_on_volume)
);
CREATE TABLE left_out (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    root bigint REFERENCES root (id) ON DELETE CASCADE,
    glob text NOT NULL,
    is_taken_in boolean NOT NULL
);
CREATE INDEX left_out_root ON left_out (root);

CREATE SEQUENCE content_id;
CREATE TABLE content (
    key bytea PRIMARY KEY,
    id bigint NOT NULL DEFAULT nextval('semblance.content_id'),
    full_hash bytea,
    size bigint NOT NULL,
    width int NOT NULL DEFAULT 0,
    height int NOT NULL DEFAULT 0,
    orientation int NOT NULL DEFAULT 1,
    format text NOT NULL DEFAULT '',
    duration_ms bigint,
    palette bytea,
    state int NOT NULL,
    error text NOT NULL DEFAULT '',
    decoder int NOT NULL DEFAULT 0,
    facts int NOT NULL DEFAULT 0,
    camera text NOT NULL DEFAULT '',
    captured_ms bigint,
    zone_minutes int,
    lens text NOT NULL DEFAULT '',
    exposure_s double precision,
    aperture double precision,
    iso int,
    focal_length_mm double precision,
    latitude double precision,
    longitude double precision,
    rating int,
    label text NOT NULL DEFAULT '',
    title text NOT NULL DEFAULT '',
    description text NOT NULL DEFAULT '',
    keywords text[] NOT NULL DEFAULT '{}',
    people text[] NOT NULL DEFAULT '{}'
) PARTITION BY HASH (key);
CREATE INDEX content_by_id ON content (id);
CREATE INDEX content_not_readable ON content (state) WHERE state <> 1;
CREATE INDEX content_without_palette ON content (id) WHERE palette IS NULL AND state = 1;
CREATE INDEX content_captured ON content (captured_ms);
CREATE INDEX content_rating ON content (rating) WHERE rating IS NOT NULL;
CREATE INDEX content_camera ON content (camera);
CREATE INDEX content_keywords ON content USING gin (keywords);
CREATE INDEX content_people ON content USING gin (people);

CREATE TABLE file (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    root bigint NOT NULL REFERENCES root (id),
    path text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    mtime_ns bigint NOT NULL,
    file_index bigint NOT NULL,
    ctime_ns bigint NOT NULL,
    content_key bytea REFERENCES content (key),
    error text NOT NULL DEFAULT '',
    missing_since_ms bigint,
    sidecars bigint NOT NULL DEFAULT 0,
    changed bigint NOT NULL DEFAULT 0
);
-- Paths may be longer than an index takes.
CREATE UNIQUE INDEX file_at ON file (root, md5(path));
CREATE INDEX file_below ON file (root, left(path, 200));
CREATE INDEX file_content ON file (content_key);
CREATE INDEX file_changed ON file (changed);
CREATE INDEX file_missing ON file (missing_since_ms) WHERE missing_since_ms IS NOT NULL;
CREATE TABLE removed_file (
    file bigint PRIMARY KEY,
    changed bigint NOT NULL
);
CREATE INDEX removed_file_changed ON removed_file (changed);

CREATE TABLE sidecar (
    file bigint PRIMARY KEY REFERENCES file (id) ON DELETE CASCADE,
    facts int NOT NULL,
    camera text NOT NULL,
    captured_ms bigint,
    zone_minutes int,
    lens text NOT NULL,
    exposure_s double precision,
    aperture double precision,
    iso int,
    focal_length_mm double precision,
    latitude double precision,
    longitude double precision,
    rating int,
    label text NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    duration_ms bigint,
    keywords text[] NOT NULL,
    people text[] NOT NULL
);

CREATE TABLE mark (
    key bytea PRIMARY KEY,
    rating int,
    label text,
    note text NOT NULL,
    tags text[] NOT NULL,
    taken text[] NOT NULL
) PARTITION BY HASH (key);
CREATE TABLE thumbnail (
    key bytea NOT NULL,
    side int NOT NULL,
    image bytea NOT NULL,
    PRIMARY KEY (key, side)
) PARTITION BY HASH (key);
CREATE TABLE compared (
    key bytea PRIMARY KEY,
    looks bytea NOT NULL
) PARTITION BY HASH (key);
CREATE TABLE likeness (
    a bytea NOT NULL,
    b bytea NOT NULL,
    kind int NOT NULL,
    PRIMARY KEY (a, b)
) PARTITION BY HASH (a);
CREATE INDEX likeness_b ON likeness (b);
-- words are the plainWords() of the text with their places.
CREATE TABLE written (
    key bytea PRIMARY KEY,
    reader text NOT NULL,
    text text NOT NULL,
    words tsvector NOT NULL
) PARTITION BY HASH (key);
CREATE INDEX written_words ON written USING gin (words);

-- Of each model there is a table vector_<id>. last_seq is the highest number ever given.
CREATE TABLE model (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash text NOT NULL UNIQUE,
    name text NOT NULL,
    dim int NOT NULL,
    precision_ text NOT NULL,
    device text NOT NULL,
    source text NOT NULL,
    used_ms bigint NOT NULL,
    born text NOT NULL DEFAULT replace(gen_random_uuid()::text, '-', ''),
    generation bigint NOT NULL DEFAULT 1,
    last_seq bigint NOT NULL DEFAULT 0
);

DO $$
DECLARE
    whole text;
BEGIN
    FOREACH whole IN ARRAY ARRAY['content', 'mark', 'thumbnail', 'compared', 'likeness', 'written']
    LOOP
        FOR part IN 0 .. 7 LOOP
            EXECUTE format('CREATE TABLE semblance.%I PARTITION OF semblance.%I'
                           ' FOR VALUES WITH (MODULUS 8, REMAINDER %s)',
                           whole || '_' || part, whole, part);
        END LOOP;
    END LOOP;
END $$;

CREATE FUNCTION note_changed_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed := (SELECT generation FROM semblance.library);
    RETURN NEW;
END $$;
CREATE TRIGGER file_changed
BEFORE INSERT OR UPDATE OF root, path, size, mtime_ns, content_key, error, missing_since_ms ON file
FOR EACH ROW EXECUTE FUNCTION note_changed_file();

CREATE FUNCTION note_removed_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO semblance.removed_file
    SELECT OLD.id, generation FROM semblance.library;
    RETURN NULL;
END $$;
CREATE TRIGGER file_removed AFTER DELETE ON file
FOR EACH ROW EXECUTE FUNCTION note_removed_file();

CREATE FUNCTION note_changed_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE semblance.file SET changed = (SELECT generation FROM semblance.library)
     WHERE content_key = CASE TG_OP WHEN 'DELETE' THEN OLD.key ELSE NEW.key END;
    RETURN NULL;
END $$;
CREATE TRIGGER content_changed AFTER UPDATE ON content
FOR EACH ROW EXECUTE FUNCTION note_changed_key();
CREATE TRIGGER mark_changed AFTER INSERT OR UPDATE OR DELETE ON mark
FOR EACH ROW EXECUTE FUNCTION note_changed_key();

CREATE FUNCTION note_changed_sidecar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE semblance.file SET changed = (SELECT generation FROM semblance.library)
     WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.file ELSE NEW.file END;
    RETURN NULL;
END $$;
CREATE TRIGGER sidecar_changed AFTER INSERT OR DELETE ON sidecar
FOR EACH ROW EXECUTE FUNCTION note_changed_sidecar();

-- Told when the change is committed.
CREATE FUNCTION tell_generation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('semblance', NEW.generation::text);
    RETURN NULL;
END $$;
CREATE TRIGGER generation_told AFTER UPDATE OF generation ON library
FOR EACH ROW EXECUTE FUNCTION tell_generation();
)sql";

constexpr std::array steps{first};

}  // namespace

std::span<const char* const> teamSchemaSteps() {
    return steps;
}

}  // namespace semblance
