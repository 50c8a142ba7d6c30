//! ISO 639-2/B codes as small numbers, for the index's packed profiles.

/// The codes of ISO 639-2 (bibliographic), in order. A number is a position from 1; changing
/// the list changes what indexes mean, so the index's version must change with it.
const CODES: &str = "\
    aar abk ace ach ada ady afa afh afr ain aka akk alb ale alg alt amh ang anp apa ara arc arg arm arn \
    arp art arw asm ast ath aus ava ave awa aym aze bad bai bak bal bam ban baq bas bat bej bel bem ben \
    ber bho bih bik bin bis bla bnt bos bra bre btk bua bug bul bur byn cad cai car cat cau ceb cel cha \
    chb che chg chi chk chm chn cho chp chr chu chv chy cmc cnr cop cor cos cpe cpf cpp cre crh crp csb \
    cus cze dak dan dar day del den dgr din div doi dra dsb dua dum dut dyu dzo efi egy eka elx eng enm \
    epo est ewe ewo fan fao fat fij fil fin fiu fon fre frm fro frr frs fry ful fur gaa gay gba gem geo \
    ger gez gil gla gle glg glv gmh goh gon gor got grb grc gre grn gsw guj gwi hai hat hau haw heb her \
    hil him hin hit hmn hmo hrv hsb hun hup iba ibo ice ido iii ijo iku ile ilo ina inc ind ine inh ipk \
    ira iro ita jav jbo jpn jpr jrb kaa kab kac kal kam kan kar kas kau kaw kaz kbd kha khi khm kho kik \
    kin kir kmb kok kom kon kor kos kpe krc krl kro kru kua kum kur kut lad lah lam lao lat lav lez lim \
    lin lit lol loz ltz lua lub lug lui lun luo lus mac mad mag mah mai mak mal man mao map mar mas may \
    mdf mdr men mga mic min mis mkh mlg mlt mnc mni mno moh mon mos mul mun mus mwl mwr myn myv nah nai \
    nap nau nav nbl nde ndo nds nep new nia nic niu nno nob nog non nor nqo nso nub nwc nya nym nyn nyo \
    nzi oci oji ori orm osa oss ota oto paa pag pal pam pan pap pau peo per phi phn pli pol pon por pra \
    pro pus que raj rap rar roa roh rom rum run rup rus sad sag sah sai sal sam san sas sat scn sco sel \
    sem sga sgn shn sid sin sio sit sla slo slv sma sme smi smj smn smo sms sna snd snk sog som son sot \
    spa srd srn srp srr ssa ssw suk sun sus sux swa swe syc syr tah tai tam tat tel tem ter tet tgk tgl \
    tha tib tig tir tiv tkl tlh tli tmh tog ton tpi tsi tsn tso tuk tum tup tur tut tvl twi tyv udm uga \
    uig ukr umb und urd uzb vai ven vie vol vot wak wal war was wel wen wln wol xal xho yao yap yid yor \
    ypk zap zbl zen zgh zha znd zul zun zxx zza";

/// The number of a code (`fre`); 0 for anything else: unknown.
pub fn pack(code: &str) -> u16 {
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return 0;
    }
    // Every code takes four bytes of the list, its space included: the position is the offset divided by four.
    let bytes = CODES.as_bytes();
    let (mut low, mut high) = (0, bytes.len().div_ceil(4));
    while low < high {
        let middle = (low + high) / 2;
        match bytes[middle * 4..middle * 4 + 3].cmp(code.as_bytes()) {
            std::cmp::Ordering::Equal => return middle as u16 + 1,
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    0
}

/// The code back; empty for 0.
pub fn unpack(number: u16) -> &'static str {
    let start = (usize::from(number).wrapping_sub(1)).wrapping_mul(4);
    CODES.get(start..start.wrapping_add(3)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_back() {
        for code in CODES.split_whitespace() {
            assert_eq!(unpack(pack(code)), code);
        }
        assert_eq!(pack("français"), 0);
        assert_eq!(pack("qqq"), 0);
        assert_eq!(unpack(0), "");
        assert_eq!(unpack(u16::MAX), "");
    }
}
