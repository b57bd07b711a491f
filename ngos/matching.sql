-- The SQL of the duplicate check (see `ngos/keys.py`, which installs it, and `ngos/matching.py`, which asks it).

-- The keys of a name: each word, the whole without spaces, and its initials with and without small words.
CREATE OR REPLACE FUNCTION keys_of_name(name text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT ARRAY(
        SELECT 'w:' || word FROM unnest(words_of(name)) AS word
        UNION
        SELECT 'j:' || left(replace(folded, ' ', ''), 100) WHERE folded <> ''
        UNION
        SELECT 'a:' || initials
        FROM (
            VALUES
                (regexp_replace(folded, '(\w)\w* ?', '\1', 'g')),
                (regexp_replace(
                    regexp_replace(folded, '\m(/* small words */)\M ?', '', 'g'),
                    '(\w)\w* ?', '\1', 'g'
                ))
        ) AS both_ways(initials)
        WHERE initials ~ '^[a-z0-9]{3,12}$' AND folded ~ ' '
    )
    FROM (SELECT fold(name) AS folded) AS form
$$;

-- The keys of a web address: its host, and with it the first part of its path, which on shared hosts tells more.
CREATE OR REPLACE FUNCTION keys_of_site(address text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT ARRAY(
        SELECT 'd:' || key
        FROM regexp_match(
            lower(address), '^(?:[a-z]+://)?(?:[^/@]*@)?(?:www\d*\.)?([^/:?#]+)(?::\d+)?(?:(/[^/?#]+))?'
        ) AS part, unnest(ARRAY[part[1], part[1] || part[2]]) AS key
        WHERE key <> ''
    )
$$;

-- The NGOs with their keys; those of a merged record are its survivor's.
CREATE OR REPLACE FUNCTION keys_of_ngos(ids bigint[]) RETURNS TABLE (ngo_id bigint, keys text[])
LANGUAGE sql STABLE AS $$
    WITH records AS (
        SELECT id, id AS record_id, name, acronym, website FROM ngos_ngo WHERE id = ANY(ids) AND status <> 'merged'
        UNION ALL
        SELECT merged_into_id, id, name, acronym, website FROM ngos_ngo WHERE merged_into_id = ANY(ids)
    ),
    found(id, keys) AS (
        SELECT id, keys_of_name(name) || keys_of_name(acronym) || keys_of_site(website) FROM records
        UNION ALL
        SELECT records.id, keys_of_name(ngos_ngoname.name) FROM records JOIN ngos_ngoname ON ngo_id = record_id
        UNION ALL
        SELECT records.id, ARRAY[format('%s:%s:%s', CASE WHEN retired_on IS NULL THEN 'i' ELSE 'r' END, scheme, value)]
        FROM records JOIN ngos_identifier ON ngo_id = record_id
        UNION ALL
        SELECT records.id, ARRAY[
            'm:' || lower(nullif(split_part(email, '@', 2), '')),
            'p:' || substring(regexp_replace(phone, '\D', '', 'g') FROM '\d{8}$')
        ]
        FROM records JOIN ngos_contact ON ngo_id = record_id
    )
    SELECT ngo.id, coalesce(array_agg(DISTINCT key) FILTER (WHERE key <> ''), '{}')
    FROM ngos_ngo AS ngo LEFT JOIN found ON found.id = ngo.id LEFT JOIN unnest(found.keys) AS key ON true
    WHERE ngo.id = ANY(ids)
    GROUP BY ngo.id
$$;

-- Brings the keys of these NGOs up to date.
--
-- Of two transactions that change one NGO the second waits here for the first, and then sees what that one wrote.
CREATE OR REPLACE FUNCTION key_ngos(wanted bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[] := ARRAY(SELECT DISTINCT id FROM unnest(wanted) AS id WHERE id IS NOT NULL);
    known integer := -1;
    added bigint[];
BEGIN
    IF ids = '{}' THEN
        RETURN;
    END IF;
    -- A merge that was under way is seen only now that the lock is ours; then its survivor is locked too.
    WHILE known < cardinality(ids) LOOP
        PERFORM FROM ngos_ngokeys WHERE ngo_id = ANY(ids) ORDER BY ngo_id FOR UPDATE;
        known := cardinality(ids);
        ids := ARRAY(
            SELECT unnest(ids) UNION
            SELECT merged_into_id FROM ngos_ngo WHERE id = ANY(ids) AND merged_into_id IS NOT NULL
        );
    END LOOP;
    DELETE FROM ngos_ngokeys AS keys
    WHERE ngo_id = ANY(ids) AND NOT EXISTS (SELECT FROM ngos_ngo WHERE ngos_ngo.id = keys.ngo_id);

    WITH inserted AS (
        INSERT INTO ngos_ngokeys (ngo_id, keys)
        SELECT ngo_id, keys
        FROM keys_of_ngos(ARRAY(SELECT unnest(ids) EXCEPT SELECT ngo_id FROM ngos_ngokeys WHERE ngo_id = ANY(ids)))
        ORDER BY ngo_id
        ON CONFLICT DO NOTHING
        RETURNING ngo_id
    )
    SELECT coalesce(array_agg(ngo_id), '{}') INTO added FROM inserted;
    ids := ARRAY(SELECT unnest(ids) EXCEPT SELECT unnest(added));

    -- A row that another transaction added meanwhile is locked only here, before it is read.
    PERFORM FROM ngos_ngokeys WHERE ngo_id = ANY(ids) ORDER BY ngo_id FOR UPDATE;
    UPDATE ngos_ngokeys AS known_keys SET keys = fresh.keys
    FROM keys_of_ngos(ids) AS fresh
    WHERE known_keys.ngo_id = ANY(ids) AND known_keys.ngo_id = fresh.ngo_id AND known_keys.keys <> fresh.keys;
END
$$;

-- Words each with the known ones that are written or sound most like it, as groups of keys.
CREATE OR REPLACE FUNCTION groups_alike(words text[], is_foreign boolean) RETURNS text[]
LANGUAGE sql STABLE SET enable_seqscan TO off AS $$
    SELECT coalesce(array_agg(concat_ws(' ', 'w:' || typed, (
        SELECT string_agg('w:' || word, ' ')
        FROM (
            SELECT word FROM unnest((nearest_words(typed, true))[:8]) AS word WHERE is_foreign
            UNION
            (
                SELECT word FROM ngos_knownword
                WHERE word % typed ORDER BY similarity(word, typed) DESC, word LIMIT 6
            )
            UNION
            (
                SELECT word FROM ngos_knownword
                WHERE NOT is_foreign AND sound = sound(typed) AND length(sound) > 1
                ORDER BY similarity(word, typed) DESC, word LIMIT 6
            )
        ) AS alike
    ))), '{}')
    FROM unnest(words) AS typed
$$;

-- The NGOs that share the most telling of the keys, and what is known of them.
--
-- `telling` and `common` are groups of keys with spaces between: an NGO has a group if it has one of its keys. Of the
-- telling groups the rarest are looked up, as long as few NGOs have them; what many have counts only together with
-- the other words. `facts` are single keys, each looked up. NGOs of the countries come first among equals. Left out
-- are the `own` NGO and those that somebody told apart from it, or recorded as its branch, member or the like.
DROP FUNCTION IF EXISTS ngos_sharing(text[], text[], text[], text[], bigint, integer);
CREATE FUNCTION ngos_sharing(
    telling text[], common text[], facts text[], countries text[], own bigint, many integer
) RETURNS TABLE (
    ngo_id bigint, countries_of_ngo text[], names json, shared text[]
)
LANGUAGE plpgsql STABLE SET enable_seqscan TO off SET plan_cache_mode TO force_custom_plan SET jit TO off AS $$
DECLARE
    few CONSTANT integer := 600;
    counts integer[] := '{}';
    groups text[];
    looked_up text[] := '{}';
    total integer := 0;
    keys_of_group text[];
    found bigint[] := '{}';
    frequent text[];
    known_apart bigint[];
    together bigint[] := '{}';
    fact text;
BEGIN
    FOR place IN 1 .. coalesce(cardinality(telling), 0) LOOP
        keys_of_group := string_to_array(telling[place], ' ');
        counts := counts || (
            SELECT count(*)::integer
            FROM (SELECT FROM ngos_ngokeys WHERE keys && keys_of_group LIMIT few + 1) AS bearers
        );
    END LOOP;
    SELECT coalesce(array_agg(keys ORDER BY count, keys), '{}'), coalesce(array_agg(count ORDER BY count, keys), '{}')
    INTO groups, counts
    FROM unnest(telling, counts) AS rated(keys, count) WHERE count > 0;

    FOR place IN 1 .. cardinality(groups) LOOP
        total := total + counts[place];
        EXIT WHEN total > few;
        looked_up := looked_up || string_to_array(groups[place], ' ');
    END LOOP;
    IF looked_up <> '{}' THEN
        found := ARRAY(SELECT key.ngo_id FROM ngos_ngokeys AS key WHERE keys && looked_up);
    END IF;
    -- What only common words tell: those that have all of them together, or else all but the commonest.
    groups := groups || common;
    counts := counts || array_fill(few + 1, ARRAY[coalesce(cardinality(common), 0)]);
    frequent := ARRAY(
        SELECT format('keys && %L::text[]', string_to_array(keys, ' '))
        FROM unnest(groups, counts) WITH ORDINALITY AS rated(keys, count, place) WHERE count > few ORDER BY place
    );
    WHILE cardinality(frequent) > 1 AND together = '{}' LOOP
        EXECUTE format(
            'SELECT ARRAY(SELECT ngo_id FROM ngos_ngokeys WHERE %s ORDER BY cardinality(keys) LIMIT 300)',
            array_to_string(frequent, ' AND ')
        ) INTO together;
        frequent := frequent[: cardinality(frequent) - 1];
    END LOOP;
    found := found || together;
    FOREACH fact IN ARRAY facts LOOP
        found := found || ARRAY(SELECT key.ngo_id FROM ngos_ngokeys AS key WHERE keys @> ARRAY[fact] LIMIT 20);
    END LOOP;

    known_apart := array_remove(own || ARRAY(
        SELECT CASE WHEN pair.ngo_id = own THEN other_id ELSE pair.ngo_id END
        FROM (
            SELECT ngos_distinction.ngo_id, other_id FROM ngos_distinction
            UNION ALL
            SELECT ngos_ngorelation.ngo_id, other_id FROM ngos_ngorelation
        ) AS pair
        WHERE own IN (pair.ngo_id, other_id)
    ), NULL);

    RETURN QUERY
    WITH asked AS MATERIALIZED (
        SELECT string_to_array(keys, ' ') AS keys, 1 + ln((2 * few)::real / (count + 1)) AS weight
        FROM unnest(groups, counts) AS rated(keys, count)
    ),
    rated AS (
        SELECT key.ngo_id, key.keys,
            (SELECT coalesce(sum(asked.weight), 0) FROM asked WHERE asked.keys && key.keys)
                / sqrt(cardinality(key.keys) + 6) + CASE WHEN key.keys && facts THEN 100 ELSE 0 END AS rate
        FROM ngos_ngokeys AS key
        WHERE key.ngo_id = ANY(found) AND key.ngo_id <> ALL(known_apart)
    ),
    best AS (SELECT * FROM rated ORDER BY rate DESC, rated.ngo_id LIMIT many * 3)
    SELECT ngo.id, array_remove(ngo.headquarters::text || ngo.countries_of_presence::text[], ''),
        (
            SELECT json_agg(json_build_array(said.name, said.kind, said.ends_on))
            FROM ngos_ngo AS record, LATERAL (
                SELECT record.name, CASE WHEN record.id = ngo.id THEN '' ELSE 'merged' END, NULL::date
                UNION ALL
                SELECT record.acronym, 'acronym', NULL WHERE record.acronym <> ''
                UNION ALL
                SELECT its.name, its.kind, its.ends_on FROM ngos_ngoname AS its WHERE its.ngo_id = record.id
            ) AS said(name, kind, ends_on)
            WHERE record.id = ngo.id OR record.merged_into_id = ngo.id
        ),
        ARRAY(SELECT unnest(best.keys) INTERSECT SELECT unnest(facts))
    FROM best JOIN ngos_ngo AS ngo ON ngo.id = best.ngo_id
    WHERE ngo.status <> 'merged'
    ORDER BY best.rate + CASE
        WHEN ngo.headquarters = ANY(countries) OR ngo.countries_of_presence::text[] && countries THEN 0.5 ELSE 0
    END DESC, ngo.id
    LIMIT many;
END
$$;
