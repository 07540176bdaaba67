//! Links as mail programs, chats and editors leave them.

use super::clean;

#[test]
fn a_link_that_was_escaped_or_ended_otherwise_is_read_as_it_was_meant() {
    let meant = clean("v=1&data=xor&noise=20&layers=8,8&features=x1,x1^2&hide=play");
    for mangled in [
        "v=1&amp;data=xor&amp;noise=20&amp;layers=8,8&amp;features=x1,x1^2&amp;hide=play",
        "v=1&amp;amp;data=xor&#38;noise=20&#x26;layers=8,8&amp;features=x1,x1^2&amp;hide=play",
        r"v=1\&data=xor\&noise\=20&layers=8\,8&features=x1,x1\^2&hide=play\",
        "v=1;data=xor;noise=20;layers=8,8;features=x1,x1^2;hide=play;",
        "v=1&data=xor&noise=20&layers=8,8&features=x1,x1^2&hide=play/",
        "#/v=1&data=xor&noise=20&layers=8,8&features=x1,x1^2&hide=play//",
        " v=1& data = xor &noise=20&layers=8,8&features=x1,x1^2&hide=play ",
        "v%3D1%26data%3Dxor%26noise%3D20%26layers%3D8%2C8%26features%3Dx1%2Cx1%5E2%26hide%3Dplay",
        "v=1&data=xor&noise=20&layers=8%2C8&features=x1%2Cx1%5E2&hide=play%20",
    ] {
        assert_eq!(clean(mangled), meant, "{mangled}");
    }
}

#[test]
fn so_is_one_of_tensorflow_playground() {
    let meant = clean("dataset=gauss&noise=20&networkShape=8,8&batchSize_hide=true&xTimesY=true");
    for mangled in [
        "dataset=gauss&amp;noise=20&amp;networkShape=8,8&amp;batchSize_hide=true&amp;xTimesY=true",
        r"dataset=gauss\&noise=20\&networkShape=8,8\&batchSize\_hide=true\&xTimesY=true",
        "dataset=gauss;noise=20;networkShape=8,8;batchSize_hide=true;xTimesY=true/",
    ] {
        assert_eq!(clean(mangled), meant, "{mangled}");
    }
}
