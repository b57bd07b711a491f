-- The SQL of the search over organizations (see `ngos/search.py`, which installs it and fills in the sources).

-- The words of a text as they are indexed, in their order.
--
-- They are those of fold(); what it leaves in its own script (Chinese, Japanese, Korean) knows no spaces, and is
-- cut into pairs of neighbours, with the last letter alone, so that each letter begins some piece.
-- What people write now so, now so, comes both ways: d'Afrique (dafrique, afrique) and M.S.F. (m, s, f, msf).
-- A code has its number first, so that the letters NGO do not find every record.
CREATE OR REPLACE FUNCTION words_of(value text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    folded text := regexp_replace(fold(value), '\mngo ([0-9]{5,})', '\1ngo', 'g');
    result text[] := string_to_array(folded, ' ');
BEGIN
    IF folded ~ '[^\x01-\x7f]' THEN
        result := ARRAY(
            SELECT piece
            FROM regexp_matches(folded, '[!-\x7f]+|[^\x01-\x7f]+', 'g') WITH ORDINALITY AS runs(run, place),
                unnest(pieces_of(run[1])) WITH ORDINALITY AS pieces(piece, part)
            ORDER BY place, part
        );
    END IF;
    IF value ~ '[''’ʼ`´]' THEN
        result := result || ARRAY(
            SELECT word FROM unnest(string_to_array(fold(translate(value, '''’ʼ`´', '     ')), ' ')) AS word
            WHERE word <> ALL(result)
        );
    END IF;
    IF folded ~ '\m[a-z] [a-z]\M' THEN
        result := result || ARRAY(
            SELECT replace(run[1], ' ', '') FROM regexp_matches(folded, '(?:\m[a-z] )+[a-z]\M', 'g') AS run
        );
    END IF;
    RETURN ARRAY(SELECT left(word, 100) FROM unnest(result) AS word WHERE word <> '');
END
$$;

-- A word of Latin letters as it is; another cut into pairs of neighbours and its last letter.
CREATE OR REPLACE FUNCTION pieces_of(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE
        WHEN word ~ '^[\x01-\x7f]' THEN ARRAY[word]
        ELSE ARRAY(
            SELECT substr(run, place, 2)
            FROM unnest(string_to_array(regexp_replace(word, '[\u3000-\u3003\u3008-\u3020\u30fb]+', ' ', 'g'), ' ')) AS run,
                generate_series(1, length(run)) AS place
        )
    END
$$;

-- The NGOs with all their words, as every room gives them; one that was merged keeps its own.
CREATE OR REPLACE FUNCTION vectors_of(ids bigint[]) RETURNS TABLE (ngo_id bigint, vector tsvector)
LANGUAGE sql STABLE AS $$
    WITH texts(ngo_id, value, weight) AS (
        /* sources */
    ),
    words AS (
        SELECT texts.ngo_id, word, weight,
            row_number() OVER (PARTITION BY texts.ngo_id ORDER BY weight, value, place) AS place
        FROM texts, unnest(words_of(value)) WITH ORDINALITY AS parts(word, place)
    ),
    vectors AS (
        SELECT words.ngo_id,
            string_agg(format('''%s'':%s%s', word, least(place, 16000), weight), ' ')::tsvector AS vector
        FROM words GROUP BY words.ngo_id
    )
    SELECT ngo.id, coalesce(vectors.vector, '')
    FROM ngos_ngo AS ngo LEFT JOIN vectors ON vectors.ngo_id = ngo.id
    WHERE ngo.id = ANY(ids)
$$;

-- Brings the words of these NGOs up to date, and tells what words there are.
--
-- Of two transactions that change one NGO the second waits here for the first, and then sees what that one wrote.
CREATE OR REPLACE FUNCTION index_ngos(wanted bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[] := ARRAY(SELECT DISTINCT id FROM unnest(wanted) AS id WHERE id IS NOT NULL);
    known integer := -1;
    added bigint[];
    written bigint[];
BEGIN
    IF ids = '{}' THEN
        RETURN;
    END IF;
    -- What a merged record is called counts for its survivor. A merge that was under way is seen only now that
    -- the lock is ours; then its survivor is locked too.
    WHILE known < cardinality(ids) LOOP
        PERFORM FROM ngos_ngowords WHERE ngo_id = ANY(ids) ORDER BY ngo_id FOR UPDATE;
        known := cardinality(ids);
        ids := ARRAY(
            SELECT unnest(ids) UNION
            SELECT merged_into_id FROM ngos_ngo WHERE id = ANY(ids) AND merged_into_id IS NOT NULL
        );
    END LOOP;
    DELETE FROM ngos_ngowords AS words
    WHERE ngo_id = ANY(ids) AND NOT EXISTS (SELECT FROM ngos_ngo WHERE ngos_ngo.id = words.ngo_id);

    WITH inserted AS (
        INSERT INTO ngos_ngowords (ngo_id, vector)
        SELECT ngo_id, vector
        FROM vectors_of(ARRAY(SELECT unnest(ids) EXCEPT SELECT ngo_id FROM ngos_ngowords WHERE ngo_id = ANY(ids)))
        ORDER BY ngo_id
        ON CONFLICT DO NOTHING
        RETURNING ngo_id
    )
    SELECT coalesce(array_agg(ngo_id), '{}') INTO added FROM inserted;
    ids := ARRAY(SELECT unnest(ids) EXCEPT SELECT unnest(added));

    -- A row that another transaction added meanwhile is locked only here. The next statement sees all that was
    -- committed before the locks were ours, so that nothing of it is left out.
    PERFORM FROM ngos_ngowords WHERE ngo_id = ANY(ids) ORDER BY ngo_id FOR UPDATE;
    WITH updated AS (
        UPDATE ngos_ngowords AS words SET vector = fresh.vector
        FROM vectors_of(ids) AS fresh
        WHERE words.ngo_id = fresh.ngo_id AND words.vector <> fresh.vector
        RETURNING words.ngo_id
    )
    SELECT coalesce(array_agg(ngo_id), '{}') INTO written FROM updated;

    INSERT INTO ngos_knownword (word)
    SELECT DISTINCT lexeme
    FROM ngos_ngowords, unnest(vector)
    WHERE ngo_id = ANY(added || written) AND lexeme ~ '^[a-z]{2,40}$'
        AND NOT EXISTS (SELECT FROM ngos_knownword WHERE word = lexeme);
END
$$;

-- A folded word as a query: itself or what begins with it; letters in their own script, their pairs.
CREATE OR REPLACE FUNCTION query_of(word text, is_whole boolean) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE
        WHEN cardinality(pieces) > 1
        THEN (SELECT string_agg(quote_literal(piece), '&') FROM unnest(pieces[: cardinality(pieces) - 1]) AS piece)
        ELSE quote_literal(left(pieces[1], 100)) || CASE WHEN is_whole THEN '' ELSE ':*' END
    END
    FROM (SELECT pieces_of(word) AS pieces) AS cut
$$;

-- The terms of a typed text and their queries; letters in a row are one term, as in M. S. F.
--
-- Short words from another script are meant whole: КЭР (ker) is CARE, and no kerken.
CREATE OR REPLACE FUNCTION terms_of(typed text, is_foreign boolean) RETURNS TABLE (term text, query text)
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    run text;
BEGIN
    FOR run IN
        SELECT match[1] FROM regexp_matches(
            regexp_replace(
                regexp_replace(fold(typed), '\mngo ([0-9]{5,})', '\1ngo', 'g'), '\mngo ([0-9]+)\M', '\1', 'g'
            ),
            '(?:\m[a-z] )+[a-z]\M|[!-\x7f]+|[^\x01-\x7f]+', 'g'
        ) AS match
    LOOP
        term := run;
        IF run ~ ' ' THEN
            query := format('(%s|%L:*)', replace(quote_literal(run), ' ', '''&'''), replace(run, ' ', ''));
        ELSE
            query := query_of(run, is_foreign AND run ~ '^[a-z]{1,3}$');
        END IF;
        IF query IS NOT NULL THEN
            RETURN NEXT;
        END IF;
    END LOOP;
END
$$;

-- How near a known word comes to a typed one: in its letters, in its sound and in its length.
--
-- Several scripts leave vowels out, so a word from another script may also come near in its consonants alone.
CREATE OR REPLACE FUNCTION nearness(typed text, known text, is_foreign boolean) RETURNS real
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (
        CASE WHEN is_foreign THEN 0.3 * spelt + greatest(
            spelt,
            0.9 * similarity(
                translate(typed, 'cqzjaeiouywh', 'kkss'), translate(replace(known, 'x', 'ks'), 'cqzjaeiouywh', 'kkss')
            )
        )
        ELSE greatest(spelt, similarity(typed, known))
        END
        + CASE WHEN sound(typed) = sound(known) THEN 0.2 ELSE 0 END
        - 0.3 * abs(length(typed) - length(known)) / greatest(length(typed), length(known))
    )::real
    FROM similarity(translate(typed, 'cqwyzj', 'kkviss'), translate(known, 'cqwyzj', 'kkviss')) AS spelt
$$;

-- The known words nearest to a typed one, the nearest first, and then longer ones that hold it.
--
-- What another script gives the same letters differs by language: v may be w, j may be y, ch and kh may be h, ts may
-- be s, a last r may be silent, and Greek writes d as nt and b as mp.
CREATE OR REPLACE FUNCTION nearest_words(typed text, is_foreign boolean) RETURNS text[]
LANGUAGE sql STABLE SET enable_seqscan TO off AS $$
    WITH found AS (
        SELECT word FROM ngos_knownword WHERE word % typed AND length(typed) > 3
        UNION
        SELECT word FROM ngos_knownword
        WHERE sound <> '' AND sound = ANY(ARRAY[
            sound(typed),
            sound(replace(typed, 'v', 'w')),
            sound(replace(typed, 'j', 'y')),
            sound(replace(replace(typed, 'ch', 'h'), 'kh', 'h')),
            sound(replace(replace(typed, 'nt', 't'), 'mp', 'p')),
            sound(replace(typed, 'ts', 's')),
            CASE WHEN is_foreign THEN sound(typed || 'r') END
        ])
    ),
    near AS (SELECT word, nearness(typed, word, is_foreign) AS near FROM found ORDER BY near DESC, word LIMIT 12),
    nearest AS (
        SELECT word, near FROM near
        WHERE near > CASE WHEN is_foreign THEN (SELECT max(near) - 0.8 FROM near) ELSE 0.35 END
    ),
    longer AS (
        SELECT DISTINCT word, length(word) AS length FROM ngos_knownword
        WHERE length(typed) > 3 AND word LIKE '%_' || typed || '%' AND word NOT IN (SELECT word FROM nearest)
        ORDER BY length, word LIMIT 20
    )
    SELECT ARRAY(SELECT word FROM nearest ORDER BY near DESC, word)
        || ARRAY(SELECT word FROM longer ORDER BY length, word)
$$;

-- Whether some NGO has what the query asks.
CREATE OR REPLACE FUNCTION finds(query text) RETURNS boolean LANGUAGE sql STABLE SET enable_seqscan TO off AS $$
    SELECT EXISTS (SELECT FROM ngos_ngowords WHERE vector @@ query::tsquery)
$$;

-- Queries of which so many must be met, as one query.
CREATE OR REPLACE FUNCTION most_of(queries text[], needed integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg('(' || chosen || ')', '|')
    FROM (
        SELECT string_agg(queries[place + 1], '&') AS chosen, count(*) AS many
        FROM generate_series(1, (1 << cardinality(queries)) - 1) AS choice,
            generate_series(0, cardinality(queries) - 1) AS place
        WHERE (choice >> place) & 1 = 1
        GROUP BY choice
    ) AS choices
    WHERE many = needed
$$;

-- What a typed text finds: strictly, or else similarly, or else by most of its words (see `ngos/search.py`).
CREATE OR REPLACE FUNCTION understand(typed text, romanised text, is_foreign boolean, may_be_strict boolean)
RETURNS json LANGUAGE plpgsql STABLE AS $$
DECLARE
    terms text[];
    queries text[];
    similar_queries text[] := '{}';
    closest text[] := '{}';
    loose text[] := '{}';
    nears json[] := '{}';
    near text[];
    is_known boolean;
    kind text := 'similar';
    whole text;
    longest integer[];
BEGIN
    SELECT array_agg(term), array_agg(query) INTO terms, queries FROM terms_of(typed, is_foreign);
    whole := array_to_string(queries, '&');
    IF may_be_strict AND finds(whole) THEN
        RETURN json_build_object(
            'kind', 'strict', 'query', whole, 'closest', replace(array_to_string(queries, '|'), ':*', '')
        );
    END IF;

    SELECT array_agg(term), array_agg(query) INTO terms, queries FROM terms_of(romanised, is_foreign);
    IF terms IS NULL THEN
        RETURN json_build_object('kind', 'nothing');
    END IF;
    FOR place IN 1 .. cardinality(terms) LOOP
        near := '{}';
        IF terms[place] ~ '^[a-z]+$' AND (length(terms[place]) > 3 OR is_foreign) THEN
            near := nearest_words(terms[place], is_foreign);
        END IF;
        similar_queries := similar_queries || (
            '(' || queries[place] || coalesce((SELECT string_agg(format('|%L', word), '') FROM unnest(near) AS word), '') || ')'
        );
        is_known := near = '{}' OR finds(queries[place]);
        closest := closest || CASE WHEN is_known THEN queries[place] ELSE quote_literal(near[1]) END;
        loose := loose || CASE WHEN is_known THEN queries[place] ELSE similar_queries[place] END;
        nears := nears || array_to_json(near);
    END LOOP;
    whole := array_to_string(similar_queries, '&');
    IF NOT finds(whole) THEN
        IF cardinality(terms) = 1 THEN
            RETURN json_build_object('kind', 'nothing');
        END IF;
        kind := 'some';
        -- The longest words say most; beyond six, the others are left out.
        longest := ARRAY(
            SELECT place FROM unnest(terms) WITH ORDINALITY AS every_term(term, place)
            ORDER BY length(term) DESC, place LIMIT 6
        );
        whole := most_of(
            ARRAY(SELECT loose[place] FROM unnest(longest) AS place),
            CASE cardinality(longest) WHEN 2 THEN 1 ELSE cardinality(longest) / 2 + 1 END
        );
        IF NOT finds(whole) THEN
            RETURN json_build_object('kind', 'nothing');
        END IF;
    END IF;
    RETURN json_build_object(
        'kind', kind,
        'query', whole,
        'closest', array_to_string(closest, '|'),
        'replaced', (
            SELECT json_agg(json_build_array(term, known) ORDER BY place)
            FROM (
                SELECT place, term, (
                    SELECT known FROM json_array_elements_text(nears[place]) WITH ORDINALITY AS list(known, rank)
                    WHERE finds(format('(%s)&%L', whole, known)) ORDER BY rank LIMIT 1
                ) AS known
                FROM unnest(terms) WITH ORDINALITY AS every_term(term, place)
                WHERE loose[place] <> queries[place] OR kind = 'similar' AND NOT finds(format('(%s)&%s', whole, queries[place]))
            ) AS told
            WHERE known IS NOT NULL
        )
    );
END
$$;
