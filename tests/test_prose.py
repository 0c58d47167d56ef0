"""The words of a page: what is read, what is left out."""

from generator.prose import plain_text


def test_blocks_are_lines_and_inline_elements_are_nothing() -> None:
    assert plain_text("<p>研发<b>费用</b>\n  加计</p><p>扣除 &amp; 贴息</p>") == "研发费用\n加计\n扣除 & 贴息"


def test_what_is_not_read_is_left_out() -> None:
    markup = "<nav><a>首页</a></nav><p>正文</p><svg><text>图</text></svg><script>var a</script><!-- 注 -->"
    assert plain_text(markup) == "正文"


def test_an_element_out_of_the_search_goes_with_all_that_it_holds() -> None:
    markup = (
        '<p>前</p><section class="a" data-nosearch><section><p>里</p></section><p>外</p></section><p>后</p>'
    )
    assert plain_text(markup) == "前\n后"


def test_two_of_them_side_by_side_and_one_in_another() -> None:
    markup = "<div data-nosearch><div data-nosearch>甲</div>乙</div>丙<p data-nosearch>丁</p><p>戊</p>"
    assert plain_text(markup) == "丙\n戊"


def test_an_element_without_an_end_takes_nothing_with_it() -> None:
    assert plain_text("<input data-nosearch><p>正文</p>") == "正文"


def test_the_word_in_a_text_is_a_word() -> None:
    assert plain_text("<p>写 data-nosearch</p><p>正文</p>") == "写 data-nosearch\n正文"
