"""What Django has no words for: stemming that keeps filler words, and weights inside the index of postings."""

from django.db import migrations

LANGUAGES = (
    "arabic", "danish", "dutch", "english", "finnish", "french", "german", "hungarian", "italian", "norwegian",
    "portuguese", "romanian", "russian", "spanish", "swedish", "turkish",
)

CONFIGURATION = """
CREATE TEXT SEARCH DICTIONARY nexus_{language}_stem (TEMPLATE = snowball, Language = {language});
CREATE TEXT SEARCH CONFIGURATION nexus_{language} (COPY = pg_catalog.{language});
ALTER TEXT SEARCH CONFIGURATION nexus_{language} ALTER MAPPING REPLACE {language}_stem WITH nexus_{language}_stem;
"""
WITHOUT = """
DROP TEXT SEARCH CONFIGURATION nexus_{language};
DROP TEXT SEARCH DICTIONARY nexus_{language}_stem;
"""

# With the weight in the index a search reads nothing but the index.
COVERING = """
ALTER TABLE search_posting DROP CONSTRAINT search_posting_pkey,
  ADD CONSTRAINT search_posting_pkey PRIMARY KEY (tenant_id, term, document_id) INCLUDE (weight);
"""
PLAIN = """
ALTER TABLE search_posting DROP CONSTRAINT search_posting_pkey,
  ADD CONSTRAINT search_posting_pkey PRIMARY KEY (tenant_id, term, document_id);
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        *(
            migrations.RunSQL(CONFIGURATION.format(language=language), WITHOUT.format(language=language))
            for language in LANGUAGES
        ),
        migrations.RunSQL(
            "CREATE TEXT SEARCH CONFIGURATION nexus_simple (COPY = pg_catalog.simple)",
            "DROP TEXT SEARCH CONFIGURATION nexus_simple",
        ),
        migrations.RunSQL(COVERING, PLAIN),
    ]
