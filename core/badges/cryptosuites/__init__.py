"""The table of Data Integrity cryptosuites. Another one is one new file and one line here (docs/howto/add-a-cryptosuite.md)."""

from core.badges.cryptosuites import ecdsa_rdfc_2019, eddsa_rdfc_2022, rdfc
from core.badges.cryptosuites.suite import Cryptosuite

CRYPTOSUITES: dict[str, Cryptosuite] = {
    "eddsa-rdfc-2022": Cryptosuite(rdfc.what_is_signed, eddsa_rdfc_2022.verify, eddsa_rdfc_2022.sign),
    "ecdsa-rdfc-2019": Cryptosuite(rdfc.what_is_signed, ecdsa_rdfc_2019.verify),
}
