from etl.describe import Edition, citation


def test_a_release_is_cited_with_its_number_day_address_and_licence(edition: Edition) -> None:
    assert citation(edition).id == (
        "Pantau Netralitas ASN (2024). Netralitas ASN pada Pemilu dan Pilkada 2024 menurut catatan publik "
        "[kumpulan data]. Rilis rekaan000001, 5 Desember 2024. https://contoh.example/data?rilis=rekaan000001. "
        "Lisensi CC BY 4.0."
    )


def test_a_table_is_cited_in_english_with_its_own_address(edition: Edition) -> None:
    assert citation(edition, edition.catalogue.published("wilayah")).en == (
        "Pantau Netralitas ASN (2024). Neutrality of Indonesian civil servants in the 2024 elections, according to the "
        "public record: Regions [data table]. Release rekaan000001, 5 December 2024. "
        "https://contoh.example/data?tabel=wilayah&rilis=rekaan000001. Licence CC BY 4.0."
    )


def test_without_a_site_a_citation_names_no_address(edition: Edition) -> None:
    cited = citation(edition.at(""))
    assert "http" not in cited.id
    assert "url " not in cited.bibtex
    assert "URL" not in cited.csl_json


def test_bibtex_keeps_the_institution_as_one_author(edition: Edition) -> None:
    assert citation(edition).bibtex.splitlines()[:2] == [
        "@misc{pantau-netralitas-asn-rekaan000001,",
        "  author    = {{Pantau Netralitas ASN}},",
    ]


def test_csl_names_the_day_in_parts(edition: Edition) -> None:
    assert citation(edition).csl_json["issued"] == {"date-parts": [[2024, 12, 5]]}
